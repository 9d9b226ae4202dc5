"""The law as data: programmes, components, forms, controls and parameters, read strictly from YAML."""
