-- What operators asked to add to, or to take off, the stock on sale. A row is kept for ever; its status moves once,
-- from REQUESTED to DONE (with a ledger entry) or REFUSED.
CREATE TABLE stock_change (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    campaign_id     BIGINT       NOT NULL,
    item_id         BIGINT       NOT NULL,
    request_key     VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind            VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    units           INT          NOT NULL,
    reason          VARCHAR(200) NOT NULL,
    operator        VARCHAR(128) NOT NULL,
    status          VARCHAR(10)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    requested_at    DATETIME(3)  NOT NULL,
    decided_at      DATETIME(3)  NULL,
    PRIMARY KEY (id),
    UNIQUE KEY uq_stock_change_once_per_key (item_id, request_key),
    CONSTRAINT ck_stock_change_kind CHECK (kind IN ('APPEND', 'WITHDRAW')),
    CONSTRAINT ck_stock_change_units CHECK (units >= 1),
    CONSTRAINT ck_stock_change_status CHECK (status IN ('REQUESTED', 'DONE', 'REFUSED'))
) DEFAULT CHARSET = utf8mb4;
