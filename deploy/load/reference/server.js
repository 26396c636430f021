'use strict';

// The fleet's hottest endpoints as a small team would have built them: one Express process, one pool, plain tables.
// No outbox, no broker, no encryption, no second process: what that costs the fleet is what the comparison shows.

const { createServer } = require('node:http');
const { randomInt } = require('node:crypto');
const express = require('express');
const jwt = require('jsonwebtoken');
const { Pool } = require('pg');
const { WebSocketServer } = require('ws');

const secret = process.env.REFERENCE_SECRET;
const pool = new Pool({ connectionString: process.env.REFERENCE_DATABASE, max: 10 });
const app = express();
const sockets = new Map();

const envelope = (req, status, message, data) => ({
  success: status < 400,
  code: status,
  message,
  data,
  timestamp: Date.now(),
  requestId: req.headers['x-request-id'],
});
const answer = (req, res, status, data) => res.status(status).json(envelope(req, status, '操作成功', data));
const refuse = (req, res, status, message) => res.status(status).json(envelope(req, status, message));

const caller = (text) => jwt.verify((text || '').replace(/^Bearer /, ''), secret, { algorithms: ['HS256'] }).sub;

function authenticated(req, res, next) {
  try {
    req.user = caller(req.headers.authorization);
    next();
  } catch {
    refuse(req, res, 401, '请先登录');
  }
}

app.use(express.json({ limit: '1mb' }));

app.post('/api/v1/auth/send-code', async (req, res) => {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await pool.query(
    `insert into login_codes (phone, code, expires_at) values ($1, $2, now() + interval '5 min')
     on conflict (phone) do update set code = excluded.code, expires_at = excluded.expires_at`,
    [req.body.phone, code]);
  answer(req, res, 200, { expiresIn: 300 });
});

app.post('/api/v1/auth/login', async (req, res) => {
  const spent = await pool.query(
    'delete from login_codes where phone = $1 and code = $2 and expires_at > now()', [req.body.phone, req.body.code]);
  if (spent.rowCount === 0) {
    return refuse(req, res, 401, '验证码错误');
  }
  const found = await pool.query(
    `insert into users (phone) values ($1)
     on conflict (phone) do update set phone = excluded.phone
     returning id`, [req.body.phone]);
  const { id } = found.rows[0];
  const token = jwt.sign({ typ: 'user' }, secret, { subject: id, expiresIn: '1d' });
  answer(req, res, 200, { token, expiresIn: 86400, user: { id } });
});

app.get('/api/v1/users/me', authenticated, async (req, res) => {
  const { rows: [user] } = await pool.query('select * from users where id = $1', [req.user]);
  if (!user) {
    return refuse(req, res, 404, '用户不存在');
  }
  answer(req, res, 200, {
    id: user.id,
    phone: user.phone.replace(/^(\d{3})\d{4}/, '$1****'),
    nickname: user.nickname,
    avatarUrl: user.avatar_url,
    birthYear: user.birth_year,
    birthMonth: user.birth_month,
    gender: user.gender,
    city: user.city,
    district: user.district,
    interests: user.interests,
    settings: user.settings,
    membership: { level: 'basic' },
    createdAt: user.created_at,
  });
});

const view = (row) => ({
  id: row.id,
  type: row.type,
  value: Number(row.value),
  unit: 'mmHg',
  source: row.source,
  recordedAt: row.recorded_at,
  metadata: row.metadata,
  indicators: { level: row.value > 150 ? 'high' : 'normal' },
});

const plausible = (it) => it.type === 'blood_pressure'
  && it.metadata?.systolic >= 50 && it.metadata.systolic <= 300
  && it.metadata.diastolic >= 20 && it.metadata.diastolic <= 200
  && !Number.isNaN(Date.parse(it.recordedAt));

app.post('/api/v1/health/records', authenticated, async (req, res) => {
  const it = req.body;
  if (!plausible(it)) {
    return refuse(req, res, 400, '请求参数不正确');
  }
  const { rows: [row] } = await pool.query(
    `insert into health_records (user_id, type, value, metadata, recorded_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing
     returning *`,
    [req.user, it.type, it.metadata.systolic, it.metadata, it.recordedAt]);
  if (!row) {
    return refuse(req, res, 409, '记录已存在');
  }
  if (it.metadata.systolic > 150 || it.metadata.diastolic > 100) {
    await tell(req.user, row);
  }
  answer(req, res, 201, view(row));
});

app.post('/api/v1/health/records/batch', authenticated, async (req, res) => {
  const good = req.body.records.filter(plausible);
  const stored = await pool.query(
    `insert into health_records (user_id, type, value, metadata, recorded_at)
     select $1, * from unnest($2::text[], $3::numeric[], $4::jsonb[], $5::timestamptz[])
     on conflict do nothing`,
    [req.user, good.map((it) => it.type), good.map((it) => it.metadata.systolic),
      good.map((it) => it.metadata), good.map((it) => it.recordedAt)]);
  answer(req, res, 200, { accepted: stored.rowCount, duplicates: good.length - stored.rowCount, rejected: [] });
});

app.get('/api/v1/health/records', authenticated, async (req, res) => {
  const limit = Math.min(Number(req.query.limit) || 20, 100);
  const { rows } = await pool.query(
    'select * from health_records where user_id = $1 order by recorded_at desc limit $2', [req.user, limit]);
  answer(req, res, 200, { items: rows.map(view), nextCursor: null });
});

async function tell(user, row) {
  const { rows: [item] } = await pool.query(
    `insert into notifications (user_id, type, title, data) values ($1, 'health_alert', '健康提醒', $2)
     returning id, type, title, data, created_at`, [user, { recordId: row.id }]);
  const frame = JSON.stringify({ type: 'notification', id: item.id, data: item });
  for (const socket of sockets.get(user) ?? []) {
    socket.send(frame);
  }
}

app.use((failure, req, res, next) => refuse(req, res, failure.status ?? 500, '服务暂时不可用'));

const server = createServer(app);
const live = new WebSocketServer({ noServer: true });

server.on('upgrade', (req, socket, head) => {
  let user;
  try {
    user = caller(req.headers['sec-websocket-protocol'].split(',')[1].trim());
  } catch {
    return socket.destroy();
  }
  live.handleUpgrade(req, socket, head, (open) => {
    const all = sockets.get(user) ?? new Set();
    sockets.set(user, all.add(open));
    open.on('close', () => all.delete(open));
  });
});

server.keepAliveTimeout = 75_000;
server.listen(8182, '127.0.0.1');
