ALTER TABLE public.orders RENAME COLUMN memo TO note;
ALTER INDEX public.orders_memo_idx RENAME TO orders_note_idx;
