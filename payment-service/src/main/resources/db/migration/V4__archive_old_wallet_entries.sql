-- Where old entries go: the same columns, always. A wallet is the sum of its entries here and there.
CREATE TABLE wallet_entry_archive LIKE wallet_entry;
-- The reference of a top-up is its buyer's key, which may be used again once the entry is here.
ALTER TABLE wallet_entry_archive
  DROP KEY uq_wallet_entry_moves_once,
  ADD KEY ix_wallet_entry_archive_reference (reference, kind);
