import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isLoopback, readConfig } from './config.ts'

const data = mkdtempSync(join(tmpdir(), 'lianke-config-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))
const read = (env: Record<string, string> = {}) => readConfig({ LIANKE_DATA: data, ...env })

describe('where it listens', () => {
  it('is this machine alone until told otherwise', () => {
    expect(read()).toMatchObject({ host: '127.0.0.1', reachable: false, demoPassword: null })
  })
  it('counts as reachable by another address, or by the name that people are told', () => {
    expect(read({ LIANKE_HOST: '0.0.0.0' }).reachable).toBe(true)
    expect(read({ LIANKE_HOST: '192.168.1.20' }).reachable).toBe(true)
    expect(read({ LIANKE_URL: 'https://crm.example.com' }).reachable).toBe(true)
    expect(read({ LIANKE_HOST: '::1', LIANKE_URL: 'http://localhost:4000' }).reachable).toBe(false)
  })
  it('knows its own addresses', () => {
    expect(['localhost', 'LOCALHOST', '127.0.0.1', '127.8.9.1', '::1', '[::1]'].every(isLoopback)).toBe(true)
    expect(['0.0.0.0', '::', '128.0.0.1', '127.0.0.1.example.com', 'localhost.example.com', ''].some(isLoopback)).toBe(false)
  })
})
