-- The reservation that a reinstated order owns; NULL where it is the one of the order's own id.
ALTER TABLE orders ADD COLUMN reservation_id BIGINT NULL;
CREATE INDEX ix_orders_reservation ON orders (reservation_id);

-- What paid each unit of a paid order: discounts are spread over the units to the last cent (largest remainder), and
-- remembered, so that refunds of any order of units give back exactly what came in. refund_id: the refund that takes it.
CREATE TABLE order_unit (
  order_id        BIGINT      NOT NULL,
  unit_no         INT         NOT NULL,
  paid            BIGINT      NOT NULL,
  points          BIGINT      NOT NULL,
  points_discount BIGINT      NOT NULL,
  coupon_discount BIGINT      NOT NULL,
  refund_id       VARCHAR(64) NULL,
  PRIMARY KEY (order_id, unit_no),
  CONSTRAINT ck_order_unit_not_negative CHECK (paid >= 0 AND points >= 0 AND points_discount >= 0 AND coupon_discount >= 0)
);

-- Refunds of paid orders, whole or by quantity. One at a time is open per order; what ended stays.
CREATE TABLE order_refund (
  refund_id    VARCHAR(64)  NOT NULL,
  order_id     BIGINT       NOT NULL,
  request_key  VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  quantity     INT          NOT NULL,
  amount       BIGINT       NOT NULL,
  currency     CHAR(3)      NOT NULL,
  points       BIGINT       NOT NULL,
  coupon_back  BOOLEAN      NOT NULL,
  is_last      BOOLEAN      NOT NULL,
  status       VARCHAR(20)  NOT NULL,
  reason       VARCHAR(32)  NOT NULL,
  requested_by VARCHAR(128) NOT NULL,
  decided_by   VARCHAR(128) NULL,
  stock_to     VARCHAR(16)  NULL,
  failures     INT          NOT NULL,
  last_failure VARCHAR(500) NULL,
  created_at   DATETIME(3)  NOT NULL,
  updated_at   DATETIME(3)  NOT NULL,
  PRIMARY KEY (refund_id),
  UNIQUE KEY uq_order_refund_same_key_same_refund (order_id, request_key),
  KEY ix_order_refund_status (status, updated_at),
  CONSTRAINT ck_order_refund_quantity CHECK (quantity > 0),
  CONSTRAINT ck_order_refund_amount CHECK (amount >= 0 AND points >= 0)
);

-- What else than money came with a payment that is owed back, and how it ended: REINSTATED or REFUNDED.
ALTER TABLE owed_refund ADD COLUMN points BIGINT NOT NULL DEFAULT 0;
ALTER TABLE owed_refund ADD COLUMN points_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE owed_refund ADD COLUMN coupon_id VARCHAR(64) NULL;
ALTER TABLE owed_refund ADD COLUMN coupon_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE owed_refund ADD COLUMN reservation_id BIGINT NULL;
ALTER TABLE owed_refund ADD COLUMN outcome VARCHAR(16) NULL;
CREATE INDEX ix_owed_refund_order ON owed_refund (order_id);
