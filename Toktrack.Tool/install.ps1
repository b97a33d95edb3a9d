# From a clean clone to `toktrack` on PATH: install.ps1 [-ToolPath DIR] [-FrameworkDependent] [-Otlp]
# Builds natively for this machine where the toolchain is there, else framework-dependent. Run it again to update.
param([string]$ToolPath, [switch]$FrameworkDependent, [switch]$Otlp)
$ErrorActionPreference = 'Stop'
$target = if ($ToolPath) { @('--tool-path', $ToolPath) } else { @('--global') }
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { throw 'The .NET SDK 10 is needed: https://dotnet.microsoft.com/download' }

$packages = Join-Path ([IO.Path]::GetTempPath()) ("toktrack-" + [Guid]::NewGuid())
New-Item -ItemType Directory $packages | Out-Null
try {
    $architecture = if ([Runtime.InteropServices.RuntimeInformation]::OSArchitecture -eq 'Arm64') { 'arm64' } else { 'x64' }
    $system = if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'osx' } else { 'win' }
    $runtime = "$system-$architecture"
    $native = $false
    if (-not $FrameworkDependent) {
        Write-Host 'Building toktrack for this machine; this takes a minute or two ...'
        $common = @('-c', 'Release', '-o', $packages, '--nologo', '--verbosity', 'quiet', '-p:ToktrackPack=true', "-p:ToktrackRuntimes=$runtime", '-p:ToktrackNative=true', "-p:ToktrackOtlp=$($Otlp.IsPresent)")
        foreach ($framework in 'net10.0', 'net9.0') {
            dotnet pack $PSScriptRoot -r $runtime @common "-p:ToktrackFramework=$framework" -p:IlcInstructionSet=native *> "$packages/log"
            if ($LASTEXITCODE -eq 0) { dotnet pack $PSScriptRoot @common "-p:ToktrackFramework=$framework" *> "$packages/log" }
            if ($LASTEXITCODE -eq 0) { $native = $true; break }
        }
        if (-not $native) { Write-Host "The native build failed, so a framework-dependent one is made. The reason: $(Select-String -Path "$packages/log" -Pattern 'error' | Select-Object -First 1 -ExpandProperty Line)" }
    }
    if (-not $native) {
        Remove-Item "$packages/*.nupkg"
        dotnet pack $PSScriptRoot -c Release -o $packages --nologo --verbosity quiet
        if ($LASTEXITCODE -ne 0) { throw 'The build failed.' }
    }
    $version = (Get-ChildItem $packages -Filter 'toktrack.*.nupkg' | Where-Object Name -Match '^toktrack\.(\d.*)\.nupkg$' | Select-Object -First 1 | ForEach-Object { $_.Name -replace '^toktrack\.(.*)\.nupkg$', '$1' })
    dotnet tool uninstall toktrack @target *> $null
    dotnet tool install toktrack @target --version $version --source $packages
    if ($LASTEXITCODE -ne 0) { throw 'The install failed.' }
}
finally {
    Remove-Item -Recurse -Force $packages
}
