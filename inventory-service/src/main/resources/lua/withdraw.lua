-- Takes units off sale for an operator, unless they are promised already, and journals that.
--
-- KEYS  1 stock hash, 2 batches hash ("stock-change:<id>" -> "WITHDRAWN"), 3 journal stream
-- ARGV  1 expected epoch, 2 id of the stock change, 3 units, 4 least revision
-- Returns {"WITHDRAWN", revision; absent when it was withdrawn before} | {"PROMISED", available} | {"NOT_READY"}
--       | {"BEHIND"} | {"BROKEN", reason}
--
-- Keeps: available never falls below zero, so the ledger, which follows by the journal, never falls below what is held
-- and sold; a change happens once, whatever is repeated.

local types = { 'hash', 'hash', 'stream' }
for i = 1, 3 do
  local actual = redis.call('TYPE', KEYS[i]).ok
  if actual ~= 'none' and actual ~= types[i] then return { 'BROKEN', KEYS[i] .. ' is a ' .. actual } end
end

local field, units = 'stock-change:' .. ARGV[2], tonumber(ARGV[3])
if not units or units < 1 or units ~= math.floor(units) then return { 'BROKEN', 'units' } end

local stock = redis.call('HMGET', KEYS[1], 'epoch', 'available', 'expireAt', 'revision')
if not stock[1] or stock[1] ~= ARGV[1] then return { 'NOT_READY' } end
local revision = tonumber(stock[4] or '0')
if revision < tonumber(ARGV[4]) then return { 'BEHIND' } end
local available, expireAt = tonumber(stock[2]), tonumber(stock[3])
if not (available and expireAt) or available < 0 then return { 'BROKEN', 'incomplete stock' } end

if redis.call('HEXISTS', KEYS[2], field) == 1 then return { 'WITHDRAWN' } end
if units > available then return { 'PROMISED', string.format('%.0f', available) } end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Writes only from here on.
redis.call('HSET', KEYS[2], field, 'WITHDRAWN')
redis.call('PEXPIREAT', KEYS[2], expireAt)
revision = string.format('%.0f', revision + 1)
redis.call('HSET', KEYS[1], 'available', string.format('%.0f', available - units), 'revision', revision)
redis.call('XADD', KEYS[3], '*', 'epoch', ARGV[1], 'revision', revision, 'decidedAt', string.format('%.0f', now),
  'withdrawal', ARGV[2], 'units', string.format('%.0f', units))
redis.call('PEXPIREAT', KEYS[3], expireAt)
return { 'WITHDRAWN', revision }
