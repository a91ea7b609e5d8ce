-- balance is what can be spent; held is set aside by checkouts in flight and not part of it.
CREATE TABLE wallet (
  buyer_id VARCHAR(64) NOT NULL,
  balance  BIGINT      NOT NULL,
  held     BIGINT      NOT NULL,
  currency CHAR(3)     NOT NULL,
  PRIMARY KEY (buyer_id),
  CONSTRAINT ck_wallet_balance_not_negative CHECK (balance >= 0),
  CONSTRAINT ck_wallet_held_not_negative CHECK (held >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- Append-only. Per buyer, the changes add up to the wallet.
CREATE TABLE wallet_entry (
  id             BIGINT       NOT NULL AUTO_INCREMENT,
  buyer_id       VARCHAR(64)  NOT NULL,
  reference      VARCHAR(160) NOT NULL,
  kind           VARCHAR(16)  NOT NULL,
  balance_change BIGINT       NOT NULL,
  held_change    BIGINT       NOT NULL,
  created_at     DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_wallet_entry_moves_once (reference, kind),
  KEY ix_wallet_entry_buyer (buyer_id, id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- holder is the global transaction that holds: another one can neither spend nor release it.
CREATE TABLE wallet_hold (
  payment_id VARCHAR(64)  NOT NULL,
  buyer_id   VARCHAR(64)  NOT NULL,
  amount     BIGINT       NOT NULL,
  status     VARCHAR(16)  NOT NULL,
  holder     VARCHAR(128) NOT NULL,
  PRIMARY KEY (payment_id),
  KEY ix_wallet_hold_buyer (buyer_id, status),
  CONSTRAINT ck_wallet_hold_amount_positive CHECK (amount > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- pays_order_id is the order's id where this payment pays it or is about to, and NULL elsewhere.
CREATE TABLE payment (
  id                VARCHAR(64)  NOT NULL,
  order_id          VARCHAR(64)  NOT NULL,
  buyer_id          VARCHAR(64)  NOT NULL,
  method            VARCHAR(16)  NOT NULL,
  amount            BIGINT       NOT NULL,
  currency          CHAR(3)      NOT NULL,
  status            VARCHAR(16)  NOT NULL,
  attempt           INT          NOT NULL,
  failure           VARCHAR(32)  NULL,
  idempotency_key   VARCHAR(64)  NOT NULL,
  pay_url           VARCHAR(512) NULL,
  provider_trade_no VARCHAR(64)  NULL,
  captured_amount   BIGINT       NOT NULL,
  refunded_amount   BIGINT       NOT NULL,
  pays_order_id     VARCHAR(64)  NULL,
  queries           INT          NOT NULL,
  next_query_at     DATETIME(3)  NULL,
  created_at        DATETIME(3)  NOT NULL,
  captured_at       DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_payment_same_key_same_answer (buyer_id, idempotency_key),
  UNIQUE KEY uq_payment_one_capture_per_order (pays_order_id),
  KEY ix_payment_order (order_id),
  KEY ix_payment_next_query (status, next_query_at),
  CONSTRAINT ck_payment_amount_positive CHECK (amount > 0),
  CONSTRAINT ck_payment_captures_all_or_nothing CHECK (captured_amount = 0 OR captured_amount = amount),
  CONSTRAINT ck_payment_refunds_within_capture CHECK (refunded_amount BETWEEN 0 AND captured_amount)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

CREATE TABLE refund (
  refund_id  VARCHAR(64) NOT NULL,
  payment_id VARCHAR(64) NOT NULL,
  order_id   VARCHAR(64) NOT NULL,
  amount     BIGINT      NOT NULL,
  currency   CHAR(3)     NOT NULL,
  status     VARCHAR(16) NOT NULL,
  created_at DATETIME(3) NOT NULL,
  PRIMARY KEY (refund_id),
  KEY ix_refund_payment (payment_id),
  KEY ix_refund_status (status, created_at),
  CONSTRAINT ck_refund_amount_positive CHECK (amount > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- notify_id is NULL where the signature did not hold: a forger must not occupy the id of a genuine notification.
CREATE TABLE provider_notification (
  id          BIGINT       NOT NULL AUTO_INCREMENT,
  notify_id   VARCHAR(128) NULL,
  payment_id  VARCHAR(64)  NULL,
  verdict     VARCHAR(32)  NOT NULL,
  raw_body    TEXT         NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_provider_notification_counts_once (notify_id),
  KEY ix_provider_notification_verdict (verdict, received_at)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
