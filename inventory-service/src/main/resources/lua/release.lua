-- Gives units to the gate after the ledger has counted them: of released orders, whose buyers get their limit back, and
-- of stock that was appended. Each order or stock change once.
--
-- KEYS  1 stock hash, 2 buyers hash, 3 released hash (order or stock change -> units of the limit)
-- ARGV  1 epoch in which the ledger counted the entries, 2 least revision,
--       then four per entry: order or stock change, buyer id, units of the limit that return, units that go on sale
-- Returns {"DONE", revision} | {"INCLUDED"} | {"NOT_READY"} | {"BEHIND"} | {"BROKEN", reason}
--       INCLUDED: the gate was filled again after the entries were counted, so it holds them already
--
-- Keeps: the gate never promises more than the ledger allows (this runs after the ledger's own commit), and a
-- repeated call changes nothing.

for i = 1, 3 do
  local actual = redis.call('TYPE', KEYS[i]).ok
  if actual ~= 'none' and actual ~= 'hash' then return { 'BROKEN', KEYS[i] .. ' is a ' .. actual } end
end
if (#ARGV - 2) % 4 ~= 0 then return { 'BROKEN', 'incomplete entry' } end

local stock = redis.call('HMGET', KEYS[1], 'epoch', 'available', 'expireAt', 'revision')
local epoch, available, expireAt = tonumber(stock[1]), tonumber(stock[2]), stock[3]
if not epoch or epoch < tonumber(ARGV[1]) then return { 'NOT_READY' } end
if epoch > tonumber(ARGV[1]) then return { 'INCLUDED' } end
if tonumber(stock[4] or '0') < tonumber(ARGV[2]) then return { 'BEHIND' } end
if not available or not expireAt then return { 'BROKEN', 'incomplete stock' } end
for i = 3, #ARGV, 4 do
  if not tonumber(ARGV[i + 2]) or not tonumber(ARGV[i + 3]) then return { 'BROKEN', 'quantity' } end
end

for i = 3, #ARGV, 4 do
  local order, buyer, quantity, back = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
  if redis.call('HSETNX', KEYS[3], order, ARGV[i + 2]) == 1 then
    available = available + back
    if redis.call('HEXISTS', KEYS[2], buyer) == 1 and redis.call('HINCRBY', KEYS[2], buyer, -quantity) <= 0 then
      redis.call('HDEL', KEYS[2], buyer)
    end
  end
end
redis.call('HSET', KEYS[1], 'available', string.format('%.0f', available))
redis.call('PEXPIREAT', KEYS[3], expireAt)
return { 'DONE', tostring(redis.call('HINCRBY', KEYS[1], 'revision', 1)) }
