-- Closes the gate of an item before it is filled (again) from the ledger.
--
-- KEYS  1 stock hash, 2 buyers hash, 3 journal stream
-- ARGV  1 token of the one who fills, 2 expiry (epoch ms)
-- Returns {"CLOSED", journal entries still to be written to the ledger} | {"BROKEN", reason}
--
-- Keeps: no epoch, so nothing is admitted until warm_up.lua; the last one to close is the only one who may open.

local types = { 'hash', 'hash', 'stream' }
for i = 1, 3 do
  local actual = redis.call('TYPE', KEYS[i]).ok
  if actual ~= 'none' and actual ~= types[i] then return { 'BROKEN', KEYS[i] .. ' is a ' .. actual } end
end

redis.call('HDEL', KEYS[1], 'epoch')
redis.call('HSET', KEYS[1], 'filling', ARGV[1])
redis.call('PEXPIREAT', KEYS[1], ARGV[2])
redis.call('DEL', KEYS[2])
if redis.call('EXISTS', KEYS[3]) == 0 then
  redis.call('XGROUP', 'CREATE', KEYS[3], 'ledger', '0', 'MKSTREAM')
  redis.call('PEXPIREAT', KEYS[3], ARGV[2])
end
return { 'CLOSED', tostring(redis.call('XLEN', KEYS[3])) }
