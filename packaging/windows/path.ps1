# Puts a folder at the end of the person's own PATH, or takes it away: path.ps1 add|remove FOLDER
# Installed beside the programs and called by the installer. Other entries stay as they are, letter by letter:
# variables in them are not expanded, and the value keeps its kind.
param(
    [Parameter(Mandatory)][ValidateSet('add', 'remove')][string]$Verb,
    [Parameter(Mandatory)][string]$Folder
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$key = [Microsoft.Win32.Registry]::CurrentUser.OpenSubKey('Environment', $true)
$raw = [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames
$before = [string]$key.GetValue('Path', '', $raw)
$kind = [Microsoft.Win32.RegistryValueKind]::ExpandString
if ($key.GetValueNames() -contains 'Path') { $kind = $key.GetValueKind('Path') }

$entries = @(if ($before -ne '') { $before -split ';' })
$others = @($entries | Where-Object { $_ -eq '' -or $_.TrimEnd('\') -ne $Folder.TrimEnd('\') })
$after = (@($others) + @(if ($Verb -eq 'add') { $Folder })) -join ';'
if ($after -ne $before) { $key.SetValue('Path', $after, $kind) }
$key.Close()
