@echo off
"%~dp0runtime\node.exe" "%~dp0app\bin\tousu.js" %*
exit /b %ERRORLEVEL%
