-- Takes the next token of a lock whose count Redis may have forgotten.
--
-- KEYS  1 the count
-- ARGV  1 the highest token accepted so far, 2 ms after which an unused count may go
-- Returns {"TOKEN", token} | {"BROKEN", reason}
--
-- Keeps: the token is higher than any before.

local fence = tonumber(ARGV[1])
local count = tonumber(redis.call('GET', KEYS[1]) or '0')
if not fence or not count then return { 'BROKEN', KEYS[1] .. ' is no count' } end

count = string.format('%.0f', math.max(fence, count) + 1)
redis.call('SET', KEYS[1], count, 'PX', ARGV[2])
return { 'TOKEN', count }
