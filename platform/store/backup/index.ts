export { backup, type BackupManifest, readBackup } from './backup.ts'
export { restore, type Restored } from './restore.ts'
