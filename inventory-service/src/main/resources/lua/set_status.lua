-- Tells the gate the status of the campaign.
--
-- KEYS  1 stock hash
-- ARGV  1 status, 2 version of the status (rises with every transition)
-- Returns {"SET"} | {"NEWER"} (the gate knows a later status) | {"NOT_READY"} | {"BROKEN", reason}
--
-- Keeps: a late writer never brings an older status back.

local actual = redis.call('TYPE', KEYS[1]).ok
if actual ~= 'hash' and actual ~= 'none' then return { 'BROKEN', KEYS[1] .. ' is a ' .. actual } end
if not tonumber(ARGV[2]) then return { 'BROKEN', 'status version' } end

local stock = redis.call('HMGET', KEYS[1], 'epoch', 'statusVersion')
if not stock[1] then return { 'NOT_READY' } end
if tonumber(stock[2] or '0') > tonumber(ARGV[2]) then return { 'NEWER' } end

redis.call('HSET', KEYS[1], 'status', ARGV[1], 'statusVersion', ARGV[2])
return { 'SET' }
