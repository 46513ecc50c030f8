"""The dense side: finds the passages whose vectors are nearest to that of a query."""
