-- Forgets journal entries that are in the ledger.
--
-- KEYS  1 journal stream
-- ARGV  entry ids
-- Returns {"DONE", entries still in the journal} | {"BROKEN", reason}
--
-- Keeps: an entry leaves the group's pending list and the stream together, so the length of the stream is the number
-- of entries the ledger does not have.

local actual = redis.call('TYPE', KEYS[1]).ok
if actual == 'none' then return { 'DONE', '0' } end
if actual ~= 'stream' then return { 'BROKEN', KEYS[1] .. ' is a ' .. actual } end

redis.call('XACK', KEYS[1], 'ledger', unpack(ARGV))
redis.call('XDEL', KEYS[1], unpack(ARGV))
return { 'DONE', tostring(redis.call('XLEN', KEYS[1])) }
