-- Resolves a batch whose outcome is unknown: answers its verdict, or makes sure it never gets one.
--
-- KEYS  1 stock hash, 2 batches hash
-- ARGV  1 expected epoch ("0": the item was never warmed up), 2 batch id, 3 expiry (epoch ms) when the gate has none,
--       4 least revision
-- Returns {"VERDICT", v} | {"SEALED", revision; absent when it was sealed before} | {"NOT_READY"} | {"BEHIND"}
--       | {"BROKEN", reason}; v as in reserve.lua
--
-- Keeps: a batch has a verdict or a seal, never both. Without the expected epoch, or by a server that has forgotten
-- changes, the batch may have been decided by data that is gone, so nothing is sealed.

for i = 1, 2 do
  local actual = redis.call('TYPE', KEYS[i]).ok
  if actual ~= 'none' and actual ~= 'hash' then return { 'BROKEN', KEYS[i] .. ' is a ' .. actual } end
end

local stored = redis.call('HGET', KEYS[2], ARGV[2])
if stored == 'SEALED' then return { 'SEALED' } end
if stored then return { 'VERDICT', stored } end

local stock = redis.call('HMGET', KEYS[1], 'epoch', 'expireAt', 'revision')
if (stock[1] or '0') ~= ARGV[1] then return { 'NOT_READY' } end
if tonumber(stock[3] or '0') < tonumber(ARGV[4]) then return { 'BEHIND' } end

redis.call('HSET', KEYS[2], ARGV[2], 'SEALED')
redis.call('PEXPIREAT', KEYS[2], stock[2] or ARGV[3])
if not stock[1] then return { 'SEALED' } end
return { 'SEALED', tostring(redis.call('HINCRBY', KEYS[1], 'revision', 1)) }
