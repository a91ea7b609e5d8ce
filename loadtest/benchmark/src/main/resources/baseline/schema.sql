CREATE TABLE IF NOT EXISTS stock (
  campaign_id VARCHAR(64) NOT NULL,
  sku         VARCHAR(64) NOT NULL,
  total       INT         NOT NULL,
  available   INT         NOT NULL,
  PRIMARY KEY (campaign_id, sku),
  CONSTRAINT ck_stock_not_negative CHECK (available >= 0)
);

-- The columns and keys of order-service's orders that a baseline has a use for.
CREATE TABLE IF NOT EXISTS orders (
  id              BIGINT       NOT NULL,
  buyer_id        VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  campaign_id     VARCHAR(64)  NOT NULL,
  sku             VARCHAR(64)  NOT NULL,
  quantity        INT          NOT NULL,
  unit_price      BIGINT       NOT NULL,
  amount          BIGINT       NOT NULL,
  currency        CHAR(3)      NOT NULL,
  status          VARCHAR(16)  NOT NULL,
  idempotency_key VARCHAR(96)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  admitted_at     DATETIME(3)  NOT NULL,
  expire_at       DATETIME(3)  NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_orders_one_per_buyer_and_key (buyer_id, idempotency_key),
  KEY ix_orders_status_expire_at (status, expire_at),
  KEY ix_orders_buyer_newest (buyer_id, id),
  CONSTRAINT ck_orders_quantity CHECK (quantity > 0),
  CONSTRAINT ck_orders_amount CHECK (amount = unit_price * quantity)
);
