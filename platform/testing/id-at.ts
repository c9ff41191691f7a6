/** In SQL: a new UUIDv7 of this time (an expression). PostgreSQL knows one by itself from 18 on. */
export const idAt = (time: string): string =>
  `(lpad(to_hex((extract(epoch from ${time}) * 1000)::bigint), 12, '0') || '7' || left(md5(gen_random_uuid()::text), 3) || '8' || left(md5(gen_random_uuid()::text), 15))::uuid`
