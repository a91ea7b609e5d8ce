-- The settlement of a campaign adds up the points of its orders.
ALTER TABLE rewarded_order ADD KEY ix_rewarded_order_campaign (campaign_id);
