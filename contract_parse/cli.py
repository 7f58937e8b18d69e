"""development entry, replaced below"""
import sys
from contract_parse.pipeline import parse

if __name__ == "__main__":
    print(parse(sys.argv[1]).model_dump_json())
