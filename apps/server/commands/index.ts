import type { CommandLineCommand } from './command.ts'

/** The words of `lianke`. One line per command; each is loaded only when it is called. */
export const commands: readonly CommandLineCommand[] = [
  {
    name: 'start',
    use: '[--role http,engine,jobs]',
    says: 'start everything, or only some roles in this process',
    options: { role: { type: 'string' } },
    load: () => import('./start.ts'),
  },
  {
    name: 'prepare',
    use: '',
    says: 'bring the stores to this release (start does it by itself)',
    load: () => import('./prepare.ts'),
  },
  { name: 'doctor', use: '', says: 'check this machine and say how to mend what is wrong', load: () => import('./doctor.ts') },
  {
    name: 'import',
    use: '<file> --object customer.person | --pack retail',
    says: 'take a table in (--columns, --key, --source, --try, --errors), or a whole foreign system',
    load: () => import('./import.ts'),
    options: {
      tenant: { type: 'string' },
      object: { type: 'string' },
      pack: { type: 'string' },
      columns: { type: 'string' },
      key: { type: 'string' },
      source: { type: 'string' },
      errors: { type: 'string' },
      try: { type: 'boolean' },
    },
  },
  {
    name: 'backup',
    use: '[folder]',
    says: 'write everything that cannot be made again, while people work',
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    use: '<folder> [--replace]',
    says: 'put a backup into an empty database (or in the place of this one)',
    options: { replace: { type: 'boolean' } },
    load: () => import('./restore.ts'),
  },
  {
    name: 'migrate',
    use: 'plan|apply [--tenant main]',
    says: 'show, or make, the difference between definitions and tables',
    options: { tenant: { type: 'string' } },
    load: () => import('./migrate.ts'),
  },
  {
    name: 'seed',
    use: '[--tenant main]',
    says: 'load the demo company',
    options: { tenant: { type: 'string' } },
    load: () => import('./seed.ts'),
  },
  {
    name: 'rebuild',
    use: 'lake [--tenant main]',
    says: 'make ClickHouse anew from PostgreSQL',
    options: { tenant: { type: 'string' } },
    load: () => import('./rebuild.ts'),
  },
  {
    name: 'user',
    use: 'add <email> --name <name> [--role <role>]',
    says: 'let somebody sign in',
    load: () => import('./user.ts'),
    options: { tenant: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' } },
  },
  {
    name: 'key',
    use: 'add <name> --scopes <scope,…> [--expires <date>]',
    says: 'make an API key, shown once',
    load: () => import('./key.ts'),
    options: { tenant: { type: 'string' }, scopes: { type: 'string' }, expires: { type: 'string' } },
  },
]
