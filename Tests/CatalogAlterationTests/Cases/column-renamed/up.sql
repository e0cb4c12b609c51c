ALTER TABLE public.orders RENAME COLUMN note TO memo;
ALTER INDEX public.orders_note_idx RENAME TO orders_memo_idx;
