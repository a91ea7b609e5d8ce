-- The script everybody writes: one unit for one buyer who has none yet.
--
-- KEYS  1 units left, 2 hash of those who have one
-- ARGV  1 who asks
-- Returns 1 (has one now) | 0 (nothing left) | -1 (has one already)

local left = tonumber(redis.call('GET', KEYS[1]) or '0')
if left < 1 then return 0 end
if redis.call('HEXISTS', KEYS[2], ARGV[1]) == 1 then return -1 end
redis.call('HSET', KEYS[2], ARGV[1], '1')
redis.call('DECR', KEYS[1])
return 1
