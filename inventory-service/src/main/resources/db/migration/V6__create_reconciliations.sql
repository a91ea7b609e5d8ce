-- The highest token of each job that one instance runs alone.
CREATE TABLE job_fence (
    job             VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    fence_token     BIGINT       NOT NULL,
    PRIMARY KEY (job)
) DEFAULT CHARSET = utf8mb4;

INSERT INTO job_fence (job, fence_token) VALUES ('reconciliation', 0);

CREATE TABLE reconciliation (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    requested_by    VARCHAR(128) NOT NULL,
    started_at      DATETIME(3)  NOT NULL,
    finished_at     DATETIME(3)  NULL,
    items           INT          NOT NULL DEFAULT 0,
    busy            INT          NOT NULL DEFAULT 0,
    reservations    INT          NOT NULL DEFAULT 0,
    unanswered      INT          NOT NULL DEFAULT 0,
    PRIMARY KEY (id)
) DEFAULT CHARSET = utf8mb4;

-- Written in the transaction of the repair, where there is one.
CREATE TABLE reconciliation_difference (
    id                BIGINT       NOT NULL AUTO_INCREMENT,
    reconciliation_id BIGINT       NOT NULL,
    campaign_id       BIGINT       NOT NULL,
    item_id           BIGINT       NOT NULL,
    kind              VARCHAR(32)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    order_id          VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NULL,
    expected          VARCHAR(200) NOT NULL,
    found             VARCHAR(200) NOT NULL,
    repaired          BOOLEAN      NOT NULL,
    found_at          DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY ix_reconciliation_difference_report (reconciliation_id),
    CONSTRAINT fk_reconciliation_difference_report FOREIGN KEY (reconciliation_id) REFERENCES reconciliation (id)
) DEFAULT CHARSET = utf8mb4;

-- Held reservations are looked for by age.
ALTER TABLE reservation
    DROP KEY ix_reservation_item_status,
    ADD KEY ix_reservation_item_status (item_id, status, admitted_at);
