-- The orders. status, expire_at and checkout_xid are compared and set in one statement; nothing else decides a transition.
CREATE TABLE orders (
  id              BIGINT       NOT NULL,
  buyer_id        VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  campaign_id     VARCHAR(64)  NOT NULL,
  sku             VARCHAR(64)  NOT NULL,
  quantity        INT          NOT NULL,
  unit_price      BIGINT       NOT NULL,
  amount          BIGINT       NOT NULL,
  currency        CHAR(3)      NOT NULL,
  status          VARCHAR(16)  NOT NULL,
  reason          VARCHAR(32)  NULL,
  batch_id        CHAR(36)     NOT NULL,
  idempotency_key VARCHAR(96)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  admitted_at     DATETIME(3)  NOT NULL,
  expire_at       DATETIME(3)  NOT NULL,
  payment_id      VARCHAR(64)  NULL,
  checkout_xid    VARCHAR(128) NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_orders_one_per_buyer_and_key (buyer_id, idempotency_key),
  KEY ix_orders_status_expire_at (status, expire_at),
  KEY ix_orders_buyer_newest (buyer_id, id),
  CONSTRAINT ck_orders_quantity CHECK (quantity > 0),
  CONSTRAINT ck_orders_amount CHECK (amount = unit_price * quantity)
);

-- Append-only history: one row per transition, in the transaction of the transition.
CREATE TABLE order_event (
  order_id    BIGINT      NOT NULL,
  seq         INT         NOT NULL,
  from_status VARCHAR(16) NULL,
  to_status   VARCHAR(16) NOT NULL,
  at          DATETIME(3) NOT NULL,
  reason      VARCHAR(32) NULL,
  PRIMARY KEY (order_id, seq)
);

-- Orders cancelled before their row was written; the row is then written as cancelled.
CREATE TABLE order_tombstone (
  order_id   BIGINT      NOT NULL,
  reason     VARCHAR(32) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (order_id)
);

-- Money that arrived without an order to pay and has to go back. Rows stay, as the record of it.
CREATE TABLE owed_refund (
  refund_id       VARCHAR(96) NOT NULL,
  order_id        BIGINT      NOT NULL,
  payment_id      VARCHAR(64) NOT NULL,
  amount          BIGINT      NOT NULL,
  currency        CHAR(3)     NOT NULL,
  reason          VARCHAR(32) NOT NULL,
  attempts        INT         NOT NULL,
  next_attempt_at DATETIME(3) NOT NULL,
  refunded_at     DATETIME(3) NULL,
  created_at      DATETIME(3) NOT NULL,
  PRIMARY KEY (refund_id),
  KEY ix_owed_refund_due (refunded_at, next_attempt_at)
);

-- Worker ids for order ids. A holder may stamp ids up to until_ms; the next holder begins after it.
CREATE TABLE worker_lease (
  worker_id SMALLINT    NOT NULL,
  owner     VARCHAR(64) NULL,
  until_ms  BIGINT      NOT NULL,
  PRIMARY KEY (worker_id),
  CONSTRAINT ck_worker_lease_id CHECK (worker_id BETWEEN 0 AND 1023)
);
