-- Takes one permit from a bucket. The bucket is the moment, in microseconds, at which it will be full again.
-- KEYS[1] the bucket; ARGV[1] in which one permit grows back; ARGV[2] in which an empty bucket is full again.
-- Answers whether it was granted, and how far the bucket is from being full now.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval = tonumber(ARGV[1])
local bucket = tonumber(ARGV[2])

local full = tonumber(redis.call('GET', KEYS[1]) or now)
if full < now then
    full = now
end

local after = full + interval
if after - now > bucket then
    return {0, full - now}
end

redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return {1, after - now}
