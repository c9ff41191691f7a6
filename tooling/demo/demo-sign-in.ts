import type { Database } from '@lianke/platform'
import { demoPassword } from './demo-password.ts'

const administratorEmail = 'admin@chenlu.example'

/** How to sign in to the demo, where an installation holds it; said at every start. */
export const demoSignIn = async (
  database: Database,
  given: { demoPassword: string | null; reachable: boolean } = { demoPassword: null, reachable: false },
): Promise<readonly string[]> => {
  const found = await database.home.query({
    text: 'select 1 from lianke.login where mail = $1 and disabled_at is null',
    values: [administratorEmail],
  })
  if (found.length === 0) return []
  const demo = 'Demo company 澄迈生物 · 晨露护肤: sign in as admin, manager, sales, marketer or service'
  if (given.demoPassword !== null) return [`${demo}; password as in LIANKE_DEMO_PASSWORD when it was made`]
  return given.reachable
    ? [
        `${demo}. Others reach this address, so the published password is refused here:`,
        'set passwords with `npx lianke user link admin`, or begin anew with LIANKE_DEMO_PASSWORD',
      ]
    : [`${demo}; password ${demoPassword} (works on this machine only)`]
}
