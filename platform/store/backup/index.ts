export { backup } from './backup.ts'
export { type BackupManifest, readBackup } from './backup-manifest.ts'
export { restore, type Restored } from './restore.ts'
