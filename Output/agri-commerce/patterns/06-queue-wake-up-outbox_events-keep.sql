LISTEN outbox_events;
