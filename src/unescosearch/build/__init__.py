"""The build side: reads collections and writes a new generation beside the live one."""
