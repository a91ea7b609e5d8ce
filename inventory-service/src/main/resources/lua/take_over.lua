-- Takes over journal entries that another consumer left unacknowledged for too long.
--
-- KEYS  1 journal stream
-- ARGV  1 name of the consumer who takes over, 2 least idle time in ms, 3 most entries
-- Returns {"DONE", entries taken} | {"BROKEN", reason}
--
-- Keeps: an entry has one consumer at a time; the taker finds it among its own pending entries.

local actual = redis.call('TYPE', KEYS[1]).ok
if actual == 'none' then return { 'DONE', '0' } end
if actual ~= 'stream' then return { 'BROKEN', KEYS[1] .. ' is a ' .. actual } end

local claimed = redis.call('XAUTOCLAIM', KEYS[1], 'ledger', ARGV[1], ARGV[2], '0', 'COUNT', ARGV[3], 'JUSTID')
return { 'DONE', tostring(#claimed[2]) }
