-- Where reservations and ledger entries of campaigns go that are over and old: the same columns, always. Whoever adds a
-- column to a table adds it to its archive.
CREATE TABLE reservation_archive LIKE reservation;
CREATE TABLE ledger_entry_archive LIKE ledger_entry;
