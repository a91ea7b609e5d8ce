-- Where old entries go: the same columns, always. An account is the sum of its entries here and there; that an order
-- earns once is also kept by its row in rewarded_order, which stays.
CREATE TABLE points_entry_archive LIKE points_entry;
