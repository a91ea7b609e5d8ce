-- Times are UTC. Money is in minor units.
CREATE TABLE campaign (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    name            VARCHAR(100) NOT NULL,
    status          VARCHAR(10)  NOT NULL,
    version         BIGINT       NOT NULL DEFAULT 0,
    starts_at       DATETIME(3)  NOT NULL,
    ends_at         DATETIME(3)  NOT NULL,
    pay_within_s    INT          NOT NULL,
    created_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (id),
    KEY ix_campaign_status (status, ends_at),
    CONSTRAINT ck_campaign_window_not_empty CHECK (starts_at < ends_at),
    CONSTRAINT ck_campaign_pay_within CHECK (pay_within_s BETWEEN 5 AND 86400),
    CONSTRAINT ck_campaign_status CHECK (status IN
        ('DRAFT', 'SCHEDULED', 'WARMED', 'OPEN', 'PAUSED', 'CLOSED', 'SETTLED', 'CANCELLED'))
) DEFAULT CHARSET = utf8mb4;

CREATE TABLE campaign_item (
    id              BIGINT       NOT NULL AUTO_INCREMENT,
    campaign_id     BIGINT       NOT NULL,
    sku             VARCHAR(64)  CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    name            VARCHAR(200) NOT NULL,
    sale_price      BIGINT       NOT NULL,
    list_price      BIGINT       NOT NULL,
    currency        CHAR(3)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    total           INT          NOT NULL,
    held            INT          NOT NULL DEFAULT 0,
    sold            INT          NOT NULL DEFAULT 0,
    per_buyer_limit INT          NOT NULL,
    epoch           BIGINT       NOT NULL DEFAULT 0,
    PRIMARY KEY (id),
    UNIQUE KEY uq_sku_once_per_campaign (campaign_id, sku),
    CONSTRAINT fk_campaign_item_campaign FOREIGN KEY (campaign_id) REFERENCES campaign (id),
    CONSTRAINT ck_campaign_item_not_negative CHECK (held >= 0 AND sold >= 0 AND total >= 0),
    CONSTRAINT ck_campaign_item_no_oversell CHECK (held + sold <= total),
    CONSTRAINT ck_campaign_item_limit CHECK (per_buyer_limit >= 1),
    CONSTRAINT ck_campaign_item_price CHECK (sale_price >= 0 AND list_price >= sale_price)
) DEFAULT CHARSET = utf8mb4;
