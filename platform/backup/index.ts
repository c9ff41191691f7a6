export { backup, type BackupManifest, readBackup } from './backup.ts'
export { restore } from './restore.ts'
