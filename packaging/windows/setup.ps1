# Makes .venv from the locks on Windows, as packaging/setup.sh does elsewhere: setup.ps1 run|package|check
# Installs only what a lock has a hash of. PYTHON names the interpreter; without it `python` on the PATH.
param([Parameter(Mandatory)][ValidateSet('run', 'package', 'check')][string]$Level)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')

$python = if ($env:PYTHON) { $env:PYTHON } else { 'python' }
$pip = '.venv\Scripts\python.exe', '-m', 'pip', '--disable-pip-version-check', 'install', '--quiet'

function Invoke-Checked([string[]]$Command) {
    & $Command[0] $Command[1..($Command.Length - 1)]
    if ($LASTEXITCODE -ne 0) { throw "$Command ended with $LASTEXITCODE" }
}

Invoke-Checked @($python, '-c', 'import sys; sys.exit(sys.version_info < (3, 11))')
Invoke-Checked @($python, '-m', 'venv', '--clear', '.venv')
$locks = @('run', 'build') + @(switch ($Level) { 'package' { 'package' } 'check' { 'test' } })
foreach ($lock in $locks) { Invoke-Checked ($pip + @('--require-hashes', '-r', "packaging\locks\$lock.txt")) }
Invoke-Checked ($pip + @('--no-build-isolation', '--no-deps', '-e', '.'))
