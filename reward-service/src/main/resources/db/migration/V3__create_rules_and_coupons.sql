-- quota is how many coupons there may ever be; amounts are minor units of the platform's currency.
CREATE TABLE coupon_template (
  name         VARCHAR(64)  NOT NULL,
  title        VARCHAR(128) NOT NULL,
  amount_off   BIGINT       NULL,
  percent_off  INT          NULL,
  max_discount BIGINT       NULL,
  min_amount   BIGINT       NOT NULL,
  valid_days   INT          NOT NULL,
  quota        BIGINT       NOT NULL,
  issued       BIGINT       NOT NULL,
  created_by   VARCHAR(128) NOT NULL,
  created_at   DATETIME(3)  NOT NULL,
  disabled_by  VARCHAR(128) NULL,
  disabled_at  DATETIME(3)  NULL,
  PRIMARY KEY (name),
  CONSTRAINT ck_coupon_template_one_discount CHECK ((amount_off IS NULL) <> (percent_off IS NULL)),
  CONSTRAINT ck_coupon_template_issued_within_quota CHECK (issued BETWEEN 0 AND quota)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- What a paid order earns. A rule never changes: it is disabled and followed by another.
CREATE TABLE reward_rule (
  name            VARCHAR(64)  NOT NULL,
  campaign_id     VARCHAR(64)  NULL,
  min_amount      BIGINT       NOT NULL,
  tier            VARCHAR(16)  NOT NULL,
  points          BIGINT       NULL,
  per_amount      BIGINT       NULL,
  coupon_template VARCHAR(64)  NULL,
  created_by      VARCHAR(128) NOT NULL,
  created_at      DATETIME(3)  NOT NULL,
  disabled_by     VARCHAR(128) NULL,
  disabled_at     DATETIME(3)  NULL,
  PRIMARY KEY (name),
  CONSTRAINT fk_reward_rule_coupon_template FOREIGN KEY (coupon_template) REFERENCES coupon_template (name),
  CONSTRAINT ck_reward_rule_points_have_a_rate CHECK ((points IS NULL) = (per_amount IS NULL)),
  CONSTRAINT ck_reward_rule_per_amount_positive CHECK (per_amount > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO reward_rule (name, min_amount, tier, points, per_amount, created_by, created_at)
VALUES ('base', 0, 'STANDARD', 1, 100, 'platform', UTC_TIMESTAMP(3));

-- One row per order, locked by whatever is done to the coupons it earned.
CREATE TABLE coupon_grant (
  order_id    VARCHAR(64) NOT NULL,
  buyer_id    VARCHAR(64) NULL,
  amount      BIGINT      NULL,
  campaign_id VARCHAR(64) NULL,
  closed      TINYINT(1)  NOT NULL DEFAULT 0,
  PRIMARY KEY (order_id)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

-- status: AVAILABLE, HELD, REDEEMED or REVOKED. reversed_at: the order that earned it was refunded; once it is not in
-- use any more it is revoked.
CREATE TABLE coupon (
  id          BIGINT       NOT NULL AUTO_INCREMENT,
  buyer_id    VARCHAR(64)  NOT NULL,
  template    VARCHAR(64)  NOT NULL,
  order_id    VARCHAR(64)  NOT NULL,
  rule        VARCHAR(64)  NOT NULL,
  status      VARCHAR(16)  NOT NULL,
  hold_id     VARCHAR(128) NULL,
  redeemed_by VARCHAR(64)  NULL,
  granted_at  DATETIME(3)  NOT NULL,
  expires_at  DATETIME(3)  NOT NULL,
  reversed_at DATETIME(3)  NULL,
  PRIMARY KEY (id),
  UNIQUE KEY uq_coupon_once_per_order_and_rule (order_id, rule),
  KEY ix_coupon_buyer (buyer_id, id),
  KEY ix_coupon_redeemed_by (redeemed_by),
  CONSTRAINT fk_coupon_template FOREIGN KEY (template) REFERENCES coupon_template (name),
  CONSTRAINT ck_coupon_held_by_somebody CHECK ((status = 'HELD') = (hold_id IS NOT NULL)),
  CONSTRAINT ck_coupon_redeemed_by_an_order CHECK ((status = 'REDEEMED') = (redeemed_by IS NOT NULL))
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;
