-- Opens a closed gate with the stock the ledger still allows, under a new epoch.
--
-- KEYS  1 stock hash, 2 journal stream
-- ARGV  1 token given to close_gate.lua, 2 epoch, 3 available, 4 status, 5 status version, 6 startsAt, 7 endsAt
--       (epoch ms), 8 limit per buyer, 9 expiry (epoch ms)
-- Returns {"WARMED"} | {"SUPERSEDED"} | {"NOT_DRAINED"} | {"BROKEN", reason}
--
-- Keeps: only the last one to close the gate opens it, with a higher epoch than ever before, and only when every
-- journal entry has reached the ledger; otherwise "available" would count units that are already promised.

local stockType, journalType = redis.call('TYPE', KEYS[1]).ok, redis.call('TYPE', KEYS[2]).ok
if stockType ~= 'hash' and stockType ~= 'none' then return { 'BROKEN', KEYS[1] .. ' is a ' .. stockType } end
if journalType ~= 'stream' and journalType ~= 'none' then return { 'BROKEN', KEYS[2] .. ' is a ' .. journalType } end
for i = 2, 9 do
  if i ~= 4 and not tonumber(ARGV[i]) then return { 'BROKEN', 'argument ' .. i } end
end
if tonumber(ARGV[3]) < 0 then return { 'BROKEN', 'negative stock' } end

local stock = redis.call('HMGET', KEYS[1], 'filling', 'lastEpoch')
if stock[1] ~= ARGV[1] or tonumber(stock[2] or '0') >= tonumber(ARGV[2]) then return { 'SUPERSEDED' } end
if journalType ~= 'stream' then return { 'SUPERSEDED' } end
if redis.call('XLEN', KEYS[2]) > 0 then return { 'NOT_DRAINED' } end

redis.call('HDEL', KEYS[1], 'filling')
redis.call('HSET', KEYS[1], 'epoch', ARGV[2], 'lastEpoch', ARGV[2], 'revision', '0', 'available', ARGV[3],
  'status', ARGV[4], 'statusVersion', ARGV[5], 'startsAt', ARGV[6], 'endsAt', ARGV[7], 'limit', ARGV[8],
  'expireAt', ARGV[9])
redis.call('PEXPIREAT', KEYS[1], ARGV[9])
return { 'WARMED' }
