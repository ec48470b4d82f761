@echo off
rem 双击打开：一个可以输入 tousu 的窗口。本文件用 GBK 编码。
title 投诉台账
for /f "tokens=2 delims=[]" %%v in ('ver') do for /f "tokens=2 delims=. " %%m in ("%%v") do if %%m LSS 10 goto old
if not exist "%~dp0runtime\node.exe" goto unpacked
set "PATH=%~dp0;%PATH%"
rem 在这个窗口里 tousu 是 tousu.cmd（由有签名的 node.exe 启动），不是 tousu.exe。
set "PATHEXT=.CMD;%PATHEXT%"
if exist "%USERPROFILE%\Desktop" cd /d "%USERPROFILE%\Desktop"
echo 月报、登记表等文件写在：%CD%
echo 每天先看 tousu todo；手册 tousu help 手册；退出 exit
chcp 65001 >nul
call "%~dp0tousu.cmd"
cmd /k
exit /b
:old
echo 需要 Windows 10、Windows Server 2016 或更新的系统。
pause
exit /b 1
:unpacked
echo 文件不全：请先把压缩包整个解压，再双击解压出来的 start.cmd。
pause
exit /b 1
