# Installs what was built, tries it, and takes it away again, on a Windows that may be changed:
#   try_installer.ps1 SETUP
# Fails where a step fails, and where anything stays behind: a file, the entry in the Start menu, PATH.
param([Parameter(Mandatory)][string]$Setup)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$home_ = Join-Path $env:LOCALAPPDATA 'Programs\Asymmetric Key Generator'
$entry = Join-Path ([Environment]::GetFolderPath('Programs')) 'Asymmetric Key Generator.lnk'
$raw = [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames

function Get-UserPath { [string](Get-Item HKCU:\Environment).GetValue('Path', '', $raw) }

function Invoke-Silently([string]$Program, [string[]]$Options) {
    $process = Start-Process -FilePath $Program -ArgumentList $Options -Wait -PassThru
    if ($process.ExitCode -ne 0) { throw "$Program $Options ended with $($process.ExitCode)" }
}

function Assert-True([bool]$Condition, [string]$What) { if (-not $Condition) { throw "Not so: $What" } }

$before = Get-UserPath
Invoke-Silently (Resolve-Path $Setup).Path @('/S', '/PATH')
Assert-True (Test-Path $entry) 'the Start menu has an entry'
Assert-True ((Get-UserPath) -split ';' -contains "$home_\program") 'akg is on the PATH'
& .venv\Scripts\python.exe packaging\smoke.py "$home_\program"
Assert-True ($LASTEXITCODE -eq 0) 'the installed program works'

Invoke-Silently "$home_\uninstall.exe" @('/S', "_?=$home_")
Remove-Item "$home_\uninstall.exe"  # with _? it stays, so that its end can be waited for
[IO.Directory]::Delete($home_)  # fails where anything else is in it
Assert-True (-not (Test-Path $entry)) 'the entry is gone'
Assert-True ((Get-UserPath) -eq $before) 'PATH is as before'
Write-Output 'installed, tried, and gone without a trace'
