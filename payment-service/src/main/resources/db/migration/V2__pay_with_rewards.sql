-- amount is the money that is due: the order's amount less what points and a coupon are worth. It may be nothing.
-- reward_hold, for payments at the provider: ASKED → HELD → CONFIRMING → CONFIRMED, or CANCELLING → CANCELLED.
ALTER TABLE payment DROP CONSTRAINT ck_payment_amount_positive;
ALTER TABLE payment ADD COLUMN order_amount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN points BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN points_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN coupon_id VARCHAR(64) NULL;
ALTER TABLE payment ADD COLUMN coupon_discount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE payment ADD COLUMN reward_hold VARCHAR(16) NULL;
ALTER TABLE payment ADD COLUMN reward_due_at DATETIME(3) NULL;
ALTER TABLE payment ADD COLUMN pay_before DATETIME(3) NULL;
UPDATE payment SET order_amount = amount;
ALTER TABLE payment ADD CONSTRAINT ck_payment_amount_not_negative
  CHECK (amount >= 0 AND points >= 0 AND points_discount >= 0 AND coupon_discount >= 0);
CREATE INDEX ix_payment_reward_due ON payment (reward_due_at);

-- What a genuine notification says, so that it can be decided after it was acknowledged.
ALTER TABLE provider_notification ADD COLUMN trade_no VARCHAR(64) NULL;
ALTER TABLE provider_notification ADD COLUMN amount BIGINT NULL;
