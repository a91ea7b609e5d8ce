-- Sold units that came back while others of the order stay sold.
ALTER TABLE reservation ADD COLUMN returned INT NOT NULL DEFAULT 0;
ALTER TABLE reservation ADD CONSTRAINT ck_reservation_returned CHECK (returned BETWEEN 0 AND quantity);
