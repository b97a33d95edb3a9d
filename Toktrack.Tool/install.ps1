# From a clean clone to `toktrack` on PATH: install.ps1 [-ToolPath DIR] [-FrameworkDependent] [-Otlp]
# Builds natively for this machine where the toolchain is there, else framework-dependent. Run it again to update.
# For PowerShell 7 and Windows PowerShell 5.1 (which reads this file as ANSI: ASCII only).
[CmdletBinding(PositionalBinding = $false)]
param([ValidateNotNullOrEmpty()][string]$ToolPath, [switch]$FrameworkDependent, [switch]$Otlp)
$ErrorActionPreference = 'Stop'

function Stop-Install([string[]]$Message) {
    foreach ($line in $Message) { [Console]::Error.WriteLine("install.ps1: $line") }
    exit 1
}

# What a command says goes to $script:Said. 5.1 takes any word on stderr for a failure unless told to go on.
function Invoke-Dotnet {
    $ErrorActionPreference = 'Continue'
    $script:Said = @(& dotnet @args 2>&1 | ForEach-Object { "$_" })
    return $LASTEXITCODE -eq 0
}

function Get-Reason {
    # The linker's own words before those of the build about them.
    foreach ($pattern in '(^|[ /\\])(ld|ld\.lld|link|clang|gcc|cc)( ?: error)?: .+', 'Platform linker not found.+', 'error [A-Z]+[0-9]+: .+') {
        foreach ($line in $script:Said) { if ($line -match $pattern) { return $Matches[0].Trim().Substring(0, [Math]::Min(200, $Matches[0].Trim().Length)) } }
    }
    return $script:Said | Select-Object -Last 1
}

function Save-Log {
    $path = [IO.Path]::GetTempFileName()
    Set-Content -LiteralPath $path -Value $script:Said
    return $path
}

# All that can be known to go wrong is asked before minutes are spent on building.
if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) { Stop-Install "no 'dotnet' on PATH. The .NET SDK 10 is needed: https://dotnet.microsoft.com/download" }
if ($ToolPath) {
    $folder = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($ToolPath)
    $target = @('--tool-path', $folder)
    $uninstall = "dotnet tool uninstall toktrack --tool-path '$folder'"
}
else {
    $root = if ($env:DOTNET_CLI_HOME) { $env:DOTNET_CLI_HOME } elseif ($env:HOME) { $env:HOME } else { $env:USERPROFILE }
    $folder = [IO.Path]::Combine($root, '.dotnet', 'tools')
    $target = @('--global')
    $uninstall = 'dotnet tool uninstall toktrack --global'
}
try {
    New-Item -ItemType Directory -Force $folder | Out-Null
    $probe = Join-Path $folder ([Guid]::NewGuid())
    [IO.File]::WriteAllText($probe, '')
    [IO.File]::Delete($probe)
}
catch { Stop-Install "cannot write to $folder. Choose a folder of yours: install.ps1 -ToolPath DIR" }
function Get-Program([string]$In) {
    foreach ($name in 'toktrack.exe', 'toktrack.cmd', 'toktrack') { if (Test-Path -PathType Leaf -LiteralPath (Join-Path $In $name)) { return Join-Path $In $name } }
}
if ((Get-Program $folder) -and -not (Test-Path -LiteralPath ([IO.Path]::Combine($folder, '.store', 'toktrack')))) {
    Stop-Install "$(Get-Program $folder) is there and was not installed by this script. Remove it, or choose another folder: install.ps1 -ToolPath DIR"
}

$work = Join-Path ([IO.Path]::GetTempPath()) ('toktrack-' + [Guid]::NewGuid())
$packages = Join-Path $work 'packages'
New-Item -ItemType Directory $packages | Out-Null
Push-Location -LiteralPath $PSScriptRoot # a global.json where the user happens to stand chooses no SDK for us
try {
    if (-not (Invoke-Dotnet --version)) { Stop-Install (@("the .NET SDK 10 is needed (https://dotnet.microsoft.com/download), but 'dotnet --version' says:") + $script:Said) }

    # What was built is installed to one side first and has to start there: an older toktrack is only removed for one that works.
    function Test-Build {
        $script:version = Get-ChildItem -LiteralPath $packages | Where-Object Name -Match '^toktrack\.(\d.*)\.nupkg$' | Select-Object -First 1 | ForEach-Object { $_.Name -replace '^toktrack\.(.*)\.nupkg$', '$1' }
        $trial = Join-Path $work ([Guid]::NewGuid())
        if (-not (Invoke-Dotnet tool install toktrack --tool-path $trial --version $script:version --source $packages)) { return $false }
        $ErrorActionPreference = 'Continue'
        $script:Said = @(& (Get-Program $trial) --version 2>&1 | ForEach-Object { "$_" })
        return $LASTEXITCODE -eq 0
    }

    $architecture = "$([Runtime.InteropServices.RuntimeInformation]::OSArchitecture)".ToLowerInvariant()
    $system = if ($IsLinux) { 'linux' } elseif ($IsMacOS) { 'osx' } else { 'win' }
    $runtime = "$system-$architecture"
    $why = ''
    if ($FrameworkDependent) { $why = 'as asked' }
    elseif ($architecture -notin 'x64', 'arm64') { $why = "native builds are for x64 and arm64, and this is $architecture" }
    elseif ($IsLinux -and -not (Get-Command clang, gcc -ErrorAction SilentlyContinue)) { $why = 'no clang or gcc was found; with one of them and the zlib headers the build is native and starts in milliseconds' }
    else {
        Write-Host 'Building toktrack for this machine; this takes a minute or two ...'
        $framework = 'net10.0'
        if (-not (Invoke-Dotnet restore . -r $runtime -p:ToktrackNative=true --verbosity quiet)) {
            $framework = 'net9.0'
            foreach ($left in 'obj/native', '../Toktrack.Scanner/obj/native') { if (Test-Path $left) { Remove-Item -Recurse -Force $left } }
        }
        $common = @('pack', '.', '-c', 'Release', '-o', $packages, '--nologo', '--verbosity', 'normal', '-p:ToktrackPack=true', "-p:ToktrackRuntimes=$runtime", '-p:ToktrackNative=true', "-p:ToktrackFramework=$framework", '-p:IlcInstructionSet=native', "-p:ToktrackOtlp=$($Otlp.IsPresent)")
        if (-not (Invoke-Dotnet @common -r $runtime) -or -not (Invoke-Dotnet @common)) { $why = "the native build failed ($(Get-Reason)); the whole log is $(Save-Log)" }
        elseif (-not (Test-Build)) { $why = "the native program does not start here: $(Get-Reason)" }
    }

    $kind = "native, $runtime"
    if ($why) {
        $kind = 'framework-dependent'
        Write-Host "Building toktrack framework-dependent: $why"
        Remove-Item (Join-Path $packages '*.nupkg')
        if (-not (Invoke-Dotnet pack . -c Release -o $packages --nologo --verbosity quiet)) { Stop-Install "the build failed: $(Get-Reason)", "The whole log is $(Save-Log)" }
        if (-not (Test-Build)) { Stop-Install (@('what was built does not start, so nothing was installed:') + $script:Said) }
    }

    [void](Invoke-Dotnet tool list @target)
    $old = $script:Said | Where-Object { $_ -match '^toktrack\s+(\S+)' } | ForEach-Object { $Matches[1] }
    if ($old -and -not (Invoke-Dotnet tool uninstall toktrack @target)) { Stop-Install (@("the toktrack in $folder cannot be removed. Is it running?") + $script:Said) }
    if (-not (Invoke-Dotnet tool install toktrack @target --version $version --source $packages)) { Stop-Install (@("installing to $folder failed:") + $script:Said) }
}
finally {
    Pop-Location
    Remove-Item -Recurse -Force -LiteralPath $work -ErrorAction SilentlyContinue
}

$program = Get-Program $folder
$done = if (-not $old) { 'is installed' } elseif ($old -eq $version) { 'was built again and replaces the one that was there' } else { "replaces $old" }
Write-Host "toktrack $(& $program --version) ($kind) ${done}: $program"
$found = Get-Command toktrack -CommandType Application -ErrorAction SilentlyContinue | Select-Object -First 1
if (-not $found) { Write-Host "To run it as 'toktrack', add its folder to PATH, here and for good: `$env:PATH += '$([IO.Path]::PathSeparator)$folder'" }
elseif ($found.Source -ne $program) { Write-Host "But 'toktrack' runs $($found.Source), which stands before it on PATH." }
Write-Host "To remove it: $uninstall"
