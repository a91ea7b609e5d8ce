-- Every movement of points is two lines that cancel out: one account gives, another takes. A buyer has AVAILABLE,
-- FROZEN and DEBT (never above zero); the shop has ISSUED, REDEEMED and EXPIRED.
-- reference says what moved them: the rule of a grant, the refund of a reversal or return, the hold, the expired lot.
DELETE FROM points_entry WHERE buyer_id IS NULL;

ALTER TABLE points_entry
  DROP CONSTRAINT ck_points_entry_sign,
  DROP KEY uq_points_once_per_order_and_kind,
  MODIFY COLUMN buyer_id VARCHAR(64) NOT NULL,
  ADD COLUMN reference VARCHAR(160) NOT NULL DEFAULT '' AFTER kind,
  ADD COLUMN account VARCHAR(16) NOT NULL DEFAULT 'AVAILABLE' AFTER reference;

UPDATE points_entry SET reference = IF(kind = 'GRANT', 'base', 'all');

INSERT INTO points_entry (order_id, kind, reference, account, buyer_id, points, created_at)
SELECT order_id, kind, reference, 'ISSUED', buyer_id, -points, created_at FROM points_entry;

INSERT INTO points_entry (order_id, kind, reference, account, buyer_id, points, created_at)
SELECT '', 'BORROWING', buyer_id, 'AVAILABLE', buyer_id, debt, UTC_TIMESTAMP(3) FROM points_account WHERE debt > 0
UNION ALL
SELECT '', 'BORROWING', buyer_id, 'DEBT', buyer_id, -debt, UTC_TIMESTAMP(3) FROM points_account WHERE debt > 0;

ALTER TABLE points_entry
  ALTER COLUMN reference DROP DEFAULT,
  ALTER COLUMN account DROP DEFAULT,
  ADD UNIQUE KEY uq_points_once_per_order_and_rule (order_id, kind, reference, account),
  DROP KEY ix_points_entry_buyer,
  ADD KEY ix_points_entry_buyer (buyer_id, account, id);

-- earned: granted less reversed, ever; it decides the buyer's tier.
ALTER TABLE points_account
  ADD COLUMN frozen BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN earned BIGINT NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_points_frozen_not_negative CHECK (frozen >= 0);

UPDATE points_account SET earned = COALESCE((
  SELECT SUM(points) FROM points_entry
  WHERE points_entry.buyer_id = points_account.buyer_id AND account = 'AVAILABLE' AND kind IN ('GRANT', 'REVERSAL')), 0);

-- What the order was granted for, and what became of it. closed: it earns nothing any more.
ALTER TABLE rewarded_order
  ADD COLUMN buyer_id    VARCHAR(64) NULL,
  ADD COLUMN amount      BIGINT      NULL,
  ADD COLUMN campaign_id VARCHAR(64) NULL,
  ADD COLUMN granted     BIGINT      NOT NULL DEFAULT 0,
  ADD COLUMN refunded    BIGINT      NOT NULL DEFAULT 0,
  ADD COLUMN reversed    BIGINT      NOT NULL DEFAULT 0,
  ADD COLUMN closed      TINYINT(1)  NOT NULL DEFAULT 0,
  ADD CONSTRAINT ck_points_reversed_within_granted CHECK (reversed BETWEEN 0 AND granted);

UPDATE rewarded_order SET
  buyer_id = (SELECT buyer_id FROM points_entry e
    WHERE e.order_id = rewarded_order.order_id AND kind = 'GRANT' AND account = 'AVAILABLE'),
  amount = (SELECT points * 100 FROM points_entry e
    WHERE e.order_id = rewarded_order.order_id AND kind = 'GRANT' AND account = 'AVAILABLE'),
  granted = COALESCE((SELECT points FROM points_entry e
    WHERE e.order_id = rewarded_order.order_id AND kind = 'GRANT' AND account = 'AVAILABLE'), 0);
-- An order without a grant has a row only because it was reversed.
UPDATE rewarded_order SET closed = 1 WHERE buyer_id IS NULL OR EXISTS (
  SELECT 1 FROM points_entry e WHERE e.order_id = rewarded_order.order_id AND kind = 'REVERSAL');
UPDATE rewarded_order SET reversed = granted WHERE closed = 1;

-- What each refund took back. refund_id 'all': the order as a whole.
CREATE TABLE points_reversal (
  order_id  VARCHAR(64) NOT NULL,
  refund_id VARCHAR(64) NOT NULL,
  refunded  BIGINT      NOT NULL,
  points    BIGINT      NOT NULL,
  PRIMARY KEY (order_id, refund_id),
  CONSTRAINT ck_points_reversal_not_negative CHECK (points >= 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO points_reversal (order_id, refund_id, refunded, points)
SELECT order_id, 'all', 0, reversed FROM rewarded_order WHERE closed = 1;

-- What can be spent, by the day it runs out; the lots of a buyer add up to the balance. An empty lot has no row.
CREATE TABLE points_lot (
  id         BIGINT      NOT NULL AUTO_INCREMENT,
  buyer_id   VARCHAR(64) NOT NULL,
  order_id   VARCHAR(64) NOT NULL,
  points     BIGINT      NOT NULL,
  expires_at DATETIME(3) NOT NULL,
  PRIMARY KEY (id),
  KEY ix_points_lot_buyer (buyer_id, expires_at, id),
  KEY ix_points_lot_expires_at (expires_at, buyer_id),
  CONSTRAINT ck_points_lot_positive CHECK (points > 0)
) DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin;

INSERT INTO points_lot (buyer_id, order_id, points, expires_at)
SELECT buyer_id, '', balance, UTC_TIMESTAMP(3) + INTERVAL 1 YEAR FROM points_account WHERE balance > 0;
