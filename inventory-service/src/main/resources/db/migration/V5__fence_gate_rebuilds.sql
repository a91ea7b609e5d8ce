-- gate_revision: changes of the gate in this epoch whose effect the ledger has; a gate that shows fewer has lost data.
-- fence_token: of the last one who was allowed to begin an epoch; a lower or equal token comes too late.
ALTER TABLE campaign_item
    ADD COLUMN gate_revision BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN fence_token   BIGINT NOT NULL DEFAULT 0;

-- The gate gives each entry a revision of its own. A second entry with the same one proves that the gate went back to
-- older data in between; it is kept without a revision.
ALTER TABLE journal_entry
    ADD COLUMN revision BIGINT NULL,
    ADD CONSTRAINT uq_journal_entry_revision UNIQUE (campaign_id, item_id, epoch, revision);

-- Every filling of a gate.
CREATE TABLE gate_rebuild (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    campaign_id     BIGINT       NOT NULL,
    item_id         BIGINT       NOT NULL,
    epoch           BIGINT       NOT NULL,
    fence_token     BIGINT       NOT NULL,
    reason          VARCHAR(20)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requested_by    VARCHAR(128) NOT NULL,
    available       INT          NOT NULL,
    began_at        DATETIME(3)  NOT NULL,
    opened_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_gate_rebuild_epoch (item_id, epoch)
) DEFAULT CHARSET = utf8mb4;
