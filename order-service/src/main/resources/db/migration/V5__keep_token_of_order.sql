-- What is kept of the purchase token that permitted an order. One token, one order: the gate's script keeps that rule, and
-- the books of a sale are checked for it; a unique key would cost every order an index page.
ALTER TABLE orders
  ADD COLUMN token_nonce       VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
  ADD COLUMN token_valid_until DATETIME(3) NULL;
