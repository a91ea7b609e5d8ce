-- Decides every attempt of one batch, in the order given, and journals what was admitted.
--
-- KEYS  1 stock hash   epoch, revision, available, status, startsAt, endsAt (epoch ms), limit, expireAt (epoch ms)
--       2 buyers hash  buyer -> units the buyer holds or owns
--       3 answers hash "<buyer>|<idempotency key>" -> "<body hash>|<order id>|<outcome>"
--       4 batches hash batch id -> stored verdict, or "SEALED"
--       5 journal stream
--       6 nonces zset  nonce of a purchase token -> until when the token is valid (epoch ms)
-- ARGV  1 expected epoch, 2 batch id, 3 "commit" or "dry-run", 4 least revision,
--       then seven per attempt: order id, buyer id, idempotency key, body hash, quantity, and of its purchase token
--       the nonce and the end of validity (epoch ms), both "" when there is no token
-- Returns {"VERDICT", v, revision; absent when it was decided before} | {"SEALED"}
--       | {"NOT_READY", "FILLING" or "NOT_FILLED"} | {"BEHIND"} | {"DRY_RUN", available} | {"BROKEN", reason}
--       v = records joined by RS (0x1E), fields joined by US (0x1F):
--           first  decidedAt (epoch ms), available afterwards
--           then   order id, outcome, original order id ("" unless REPLAYED), one per attempt
--
-- Keeps: available never falls below zero; a buyer never gets more than limit units; nothing is admitted
-- outside [startsAt, endsAt) by this server's clock, without the expected epoch, or for a sealed batch; a batch
-- is decided once; the same buyer, key and body get the same answer; a token buys one answer, while it is valid.
-- A server that has forgotten changes somebody saw ("revision" counts them) decides nothing.
-- Everything is checked before the first write.

local US, RS = '\31', '\30'

local types = { 'hash', 'hash', 'hash', 'hash', 'stream', 'zset' }
for i = 1, 6 do
  local actual = redis.call('TYPE', KEYS[i]).ok
  if actual ~= 'none' and actual ~= types[i] then return { 'BROKEN', KEYS[i] .. ' is a ' .. actual } end
end
if (#ARGV - 4) % 7 ~= 0 or not tonumber(ARGV[4]) then return { 'BROKEN', 'incomplete attempt' } end

local epoch, batch, mode = ARGV[1], ARGV[2], ARGV[3]

local stored = redis.call('HGET', KEYS[4], batch)
if stored == 'SEALED' then return { 'SEALED' } end
if stored then return { 'VERDICT', stored } end

local stock = redis.call('HMGET', KEYS[1], 'epoch', 'available', 'status', 'startsAt', 'endsAt', 'limit', 'expireAt',
  'revision')
if not stock[1] or stock[1] ~= epoch then
  return { 'NOT_READY', redis.call('HEXISTS', KEYS[1], 'filling') == 1 and 'FILLING' or 'NOT_FILLED' }
end
local revision = tonumber(stock[8] or '0')
if revision < tonumber(ARGV[4]) then return { 'BEHIND' } end
local available, status = tonumber(stock[2]), stock[3]
local startsAt, endsAt = tonumber(stock[4]), tonumber(stock[5])
local limit, expireAt = tonumber(stock[6]), tonumber(stock[7])
if not (available and status and startsAt and endsAt and limit and expireAt) or available < 0 then
  return { 'BROKEN', 'incomplete stock' }
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

local closed
if status == 'PAUSED' then
  closed = 'PAUSED'
elseif status == 'WARMED' then
  closed = 'NOT_OPEN_YET'
elseif status ~= 'OPEN' or now >= endsAt then
  closed = 'CLOSED'
elseif now < startsAt then
  closed = 'NOT_OPEN_YET'
end

local answers, units, used = {}, {}, {}
local attempts = {}
if #ARGV > 4 then
  local fields, buyers, nonces = {}, {}, {}
  for i = 5, #ARGV, 7 do
    local quantity, nonce, nonceEnds = tonumber(ARGV[i + 4]), ARGV[i + 5], tonumber(ARGV[i + 6])
    if not quantity or quantity < 1 or quantity ~= math.floor(quantity) then return { 'BROKEN', 'quantity' } end
    if nonce ~= '' then
      if not nonceEnds then return { 'BROKEN', 'end of a token' } end
      nonces[#nonces + 1] = nonce
    end
    attempts[#attempts + 1] = {
      order = ARGV[i], buyer = ARGV[i + 1], key = ARGV[i + 2], body = ARGV[i + 3], quantity = quantity,
      field = ARGV[i + 1] .. '|' .. ARGV[i + 2], nonce = nonce ~= '' and nonce or nil, nonceEnds = nonceEnds,
    }
    fields[#fields + 1] = attempts[#attempts].field
    buyers[#buyers + 1] = ARGV[i + 1]
  end
  local knownAnswers = redis.call('HMGET', KEYS[3], unpack(fields))
  local knownUnits = redis.call('HMGET', KEYS[2], unpack(buyers))
  for i = 1, #attempts do
    answers[fields[i]] = knownAnswers[i] or nil
    units[buyers[i]] = tonumber(knownUnits[i] or '0')
  end
  if #nonces > 0 then
    local ends = redis.call('ZMSCORE', KEYS[6], unpack(nonces))
    for i = 1, #nonces do used[nonces[i]] = ends[i] and true or nil end
  end
end

local verdict, journal = {}, {}
local answerWrites, nonceWrites, changedBuyers, buyerWrites = {}, {}, {}, {}
for i = 1, #attempts do
  local a = attempts[i]
  local outcome, original = closed, ''
  local answer = answers[a.field]
  if answer then
    local body, order, earlier = string.match(answer, '^(.-)|(.-)|(.-)$')
    if body ~= a.body then
      outcome = 'KEY_REUSED'
    elseif earlier == 'ADMITTED' and order ~= a.order then
      outcome, original = 'REPLAYED', order
    else
      outcome = earlier
    end
  elseif not outcome and a.nonce and now >= a.nonceEnds then
    outcome = 'TOKEN_EXPIRED'
  elseif not outcome and a.nonce and used[a.nonce] then
    outcome = 'TOKEN_USED'
  elseif not outcome then
    if units[a.buyer] + a.quantity > limit then
      outcome = 'LIMIT_REACHED'
    elseif a.quantity > available then
      outcome = 'SOLD_OUT'
    else
      outcome = 'ADMITTED'
      available = available - a.quantity
      units[a.buyer] = units[a.buyer] + a.quantity
      changedBuyers[a.buyer] = true
      journal[#journal + 1] = table.concat({ a.order, a.buyer, a.key, a.body, a.quantity }, US)
    end
    answers[a.field] = a.body .. '|' .. a.order .. '|' .. outcome
    answerWrites[#answerWrites + 1] = a.field
    answerWrites[#answerWrites + 1] = answers[a.field]
    if a.nonce then
      used[a.nonce] = true
      nonceWrites[#nonceWrites + 1] = a.nonceEnds
      nonceWrites[#nonceWrites + 1] = a.nonce
    end
  end
  -- Refused by status, window or token: the sale said no, not the order. It is not kept, so the same key may come again.
  verdict[i] = table.concat({ a.order, outcome, original }, US)
end

if mode == 'dry-run' then return { 'DRY_RUN', tostring(available) } end

-- Writes only from here on.
table.insert(verdict, 1, string.format('%.0f', now) .. US .. string.format('%.0f', available))
local result = table.concat(verdict, RS)
redis.call('HSET', KEYS[4], batch, result)
redis.call('PEXPIREAT', KEYS[4], expireAt)
if #answerWrites > 0 then
  redis.call('HSET', KEYS[3], unpack(answerWrites))
  redis.call('PEXPIREAT', KEYS[3], expireAt)
end
if #nonceWrites > 0 then
  -- A token that is not valid any more is refused for that alone, so its nonce need not be kept.
  redis.call('ZREMRANGEBYSCORE', KEYS[6], '-inf', now)
  redis.call('ZADD', KEYS[6], unpack(nonceWrites))
  redis.call('PEXPIREAT', KEYS[6], expireAt)
end
if #journal > 0 then
  for buyer in pairs(changedBuyers) do
    buyerWrites[#buyerWrites + 1] = buyer
    buyerWrites[#buyerWrites + 1] = string.format('%.0f', units[buyer])
  end
  revision = revision + 1
  redis.call('HSET', KEYS[1], 'available', string.format('%.0f', available), 'revision',
    string.format('%.0f', revision))
  redis.call('HSET', KEYS[2], unpack(buyerWrites))
  redis.call('PEXPIREAT', KEYS[2], expireAt)
  redis.call('XADD', KEYS[5], '*', 'batch', batch, 'epoch', epoch, 'revision', string.format('%.0f', revision),
    'decidedAt', string.format('%.0f', now), 'attempts', table.concat(journal, RS))
  redis.call('PEXPIREAT', KEYS[5], expireAt)
end
return { 'VERDICT', result, string.format('%.0f', revision) }
