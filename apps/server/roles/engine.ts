import type { Role } from '@lianke/platform/runtime'

/** The machines of the spine, turn by turn, tenant by tenant. */
export const engineRole: Role = {
  name: 'engine',
  start: async () => ({ stop: async () => undefined }),
}
