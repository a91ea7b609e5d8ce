-- A parked message keeps everything needed to understand it, to deliver it again byte by byte, and to know who decided
-- what about it. All times are UTC.
ALTER TABLE parked_message
  MODIFY COLUMN payload MEDIUMBLOB NOT NULL,
  CHANGE COLUMN first_seen_at first_failed_at DATETIME(3) NOT NULL,
  ADD COLUMN last_failed_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  -- When it is replayed without anybody asking; null: it waits for an operator.
  ADD COLUMN replay_at DATETIME(3) NULL,
  ADD COLUMN replays_left INT NOT NULL DEFAULT 0,
  -- Whoever replays it holds it until then, so that no two instances do at once.
  ADD COLUMN claimed_until DATETIME(3) NULL,
  -- The latest replay, or the discarding.
  ADD COLUMN decided_by VARCHAR(128) NULL,
  ADD COLUMN decided_at DATETIME(3) NULL,
  ADD COLUMN reason VARCHAR(500) NULL,
  ADD CONSTRAINT ck_parked_message_status CHECK (status IN ('PARKED', 'REPLAYED', 'DISCARDED')),
  ADD KEY ix_parked_message_replay_at (replay_at);
