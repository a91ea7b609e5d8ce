-- Append-only. state: NEW (counters of the item not moved yet), COUNTED (moved; the gate is still to be told),
-- DONE. epoch: the one of the gate when the counters moved.
CREATE TABLE ledger_entry (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    campaign_id     BIGINT       NOT NULL,
    item_id         BIGINT       NOT NULL,
    order_id        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    buyer_id        VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    quantity        INT          NOT NULL,
    state           VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    epoch           BIGINT       NOT NULL DEFAULT 0,
    created_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_entry_once_per_order_and_kind (order_id, kind),
    KEY ix_ledger_entry_state (state, id),
    KEY ix_ledger_entry_item (item_id, kind, state),
    CONSTRAINT ck_ledger_entry_quantity CHECK (quantity >= 1),
    CONSTRAINT ck_ledger_entry_kind CHECK (kind IN ('HOLD', 'SELL', 'RELEASE', 'RETURN', 'REJECT', 'APPEND', 'WITHDRAW')),
    CONSTRAINT ck_ledger_entry_state CHECK (state IN ('NEW', 'COUNTED', 'DONE'))
) DEFAULT CHARSET = utf8mb4;

-- The journal entries of the gate that are in the ledger, written in the same transaction as their effect: the
-- primary key is what makes it happen once.
CREATE TABLE journal_entry (
    campaign_id     BIGINT       NOT NULL,
    item_id         BIGINT       NOT NULL,
    epoch           BIGINT       NOT NULL,
    entry_id        VARCHAR(42)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    batch_id        VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    applied_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (campaign_id, item_id, epoch, entry_id)
) DEFAULT CHARSET = utf8mb4;
