"""Price files in the shape of AWS's own, with rows of our own. Also used by tests/bench/ec2_import.py."""

import csv
import io
import json
from collections import defaultdict
from hashlib import sha256

COLUMNS = [
    *("SKU", "OfferTermCode", "RateCode", "TermType", "PriceDescription", "EffectiveDate", "StartingRange"),
    *("EndingRange", "Unit", "PricePerUnit", "Currency", "RelatedTo", "LeaseContractLength", "PurchaseOption"),
    *("OfferingClass", "Product Family", "serviceCode", "Location", "Location Type", "Instance Type"),
    *("Current Generation", "Instance Family", "vCPU", "Physical Processor", "Clock Speed", "Memory", "Storage"),
    *("Network Performance", "Processor Architecture", "Storage Media", "Volume Type", "Max Volume Size"),
    *("Max IOPS/volume", "Max IOPS Burst Performance", "Max throughput/volume", "Provisioned", "Tenancy"),
    *("EBS Optimized", "Operating System", "License Model", "Group", "Group Description", "Transfer Type"),
    *("From Location", "From Location Type", "To Location", "To Location Type", "usageType", "operation"),
    *("AvailabilityZone", "CapacityStatus", "ClassicNetworkingSupport", "Dedicated EBS Throughput", "ECU"),
    *("Elastic Graphics Type", "Enhanced Networking Supported", "From Region Code", "GPU", "GPU Memory", "Instance"),
    *("Instance Capacity - 12xlarge", "Instance Capacity - 24xlarge", "Instance Capacity - 2xlarge"),
    *("Instance Capacity - 4xlarge", "Instance Capacity - large", "Instance Capacity - metal"),
    *("Instance Capacity - xlarge", "instanceSKU", "Intel AVX2 Available", "Intel AVX Available"),
    *("Intel Turbo Available", "MarketOption", "Normalization Size Factor", "Physical Cores", "Pre Installed S/W"),
    *("Processor Features", "Product Type", "Region Code", "Resource Type", "serviceName", "SnapshotArchiveFeeType"),
    *("To Region Code", "Volume API Name", "VPCNetworkingSupport"),
]
PLAN_COLUMNS = [
    *("SKU", "RateCode", "Unit", "EffectiveDate", "DiscountedRate", "Currency", "DiscountedSKU"),
    *("DiscountedServiceCode", "DiscountedUsageType", "DiscountedOperation", "PurchaseOption", "LeaseContractLength"),
    *("LeaseContractLengthUnit", "ServiceCode", "UsageType", "Operation", "Description", "Instance Family"),
    *("Location", "Location Type", "Granularity", "Product Family", "DiscountedRegionCode", "DiscountedInstanceType"),
]
OPERATIONS = {
    "Linux": "RunInstances",
    "Windows": "RunInstances:0002",
    "RHEL": "RunInstances:0010",
    "SUSE": "RunInstances:000g",
}
PREFIXES = {"us-east-1": "", "eu-west-1": "EUW1-"}
LOCATIONS = {"us-east-1": "US East (N. Virginia)", "eu-west-1": "EU (Ireland)"}
DISCLAIMER = "This pricing list is for informational purposes only, and made up for a test."
TERM_COLUMNS = {
    "OfferTermCode": "offerTermCode",
    "LeaseContractLength": "LeaseContractLength",
    "PurchaseOption": "PurchaseOption",
    "OfferingClass": "OfferingClass",
}
"""Of the columns that JSON keeps with the term rather than with the product."""
PRICE_COLUMNS = {
    *TERM_COLUMNS,
    *("SKU", "RateCode", "TermType", "PriceDescription", "EffectiveDate", "StartingRange", "EndingRange", "Unit"),
    *("PricePerUnit", "Currency", "RelatedTo", "Product Family"),
}


def product(name="m5.large", os="Linux", *, region="us-east-1", vcpus=2, memory="8 GiB", **columns):
    """The columns of an instance on shared hardware."""
    row = {
        "Product Family": "Compute Instance",
        "serviceCode": "AmazonEC2",
        "Location": LOCATIONS[region],
        "Location Type": "AWS Region",
        "Region Code": region,
        "Instance Type": name,
        "Current Generation": "Yes",
        "Instance Family": "General purpose",
        "vCPU": f"{vcpus}",
        "Physical Processor": "Intel Xeon Platinum 8175",
        "Clock Speed": "3.1 GHz",
        "Memory": memory,
        "Storage": "EBS only",
        "Network Performance": "Up to 10 Gigabit",
        "Processor Architecture": "64-bit",
        "Tenancy": "Shared",
        "Operating System": os,
        "License Model": "No License required",
        "usageType": f"{PREFIXES[region]}BoxUsage:{name}",
        "operation": OPERATIONS.get(os, "RunInstances:0g00"),
        "CapacityStatus": "Used",
        "MarketOption": "OnDemand",
        "Pre Installed S/W": "NA",
        "Processor Features": "Intel AVX, Intel AVX2, Intel Turbo",
        "serviceName": "Amazon Elastic Compute Cloud",
    } | columns
    return {"SKU": code("".join(row.values()), 16), **row}


def on_demand(price, name="m5.large", os="Linux", **columns):
    """One row: the price of an hour."""
    row = product(name, os, **columns)
    return {
        **row,
        "OfferTermCode": "JRTCKXETXF",
        "RateCode": f"{row['SKU']}.JRTCKXETXF.6YS6EN2CT7",
        "TermType": "OnDemand",
        "PriceDescription": f"${price} per On Demand {os} {name} Instance Hour",
        "EffectiveDate": "2026-11-01",
        "StartingRange": "0",
        "EndingRange": "Inf",
        "Unit": "Hrs",
        "PricePerUnit": price,
        "Currency": "USD",
    } | {key: value for key, value in columns.items() if key in PRICE_COLUMNS}


def reserved(kind, years, payment, *, upfront=None, hourly=None, name="m5.large", os="Linux", **columns):
    """A row for each of the fee and the rate."""
    row = product(name, os, **columns)
    term = code(f"{kind}{years}{payment}", 10)
    rows = []
    for unit, rate, price in (("Quantity", "2TG2D8R56U", upfront), ("Hrs", "6YS6EN2CT7", hourly)):
        if price is not None:
            rows.append(
                {
                    **row,
                    "OfferTermCode": term,
                    "RateCode": f"{row['SKU']}.{term}.{rate}",
                    "TermType": "Reserved",
                    "PriceDescription": "Upfront Fee"
                    if unit == "Quantity"
                    else f"{os}, {name} reserved instance applied",
                    "Unit": unit,
                    "PricePerUnit": price,
                    "Currency": "USD",
                    "LeaseContractLength": f"{years}yr",
                    "PurchaseOption": payment,
                    "OfferingClass": kind,
                }
            )
    return rows


def host(price, family="m5", **columns):
    """A Dedicated Host. Capacities are columns too: `**{"Instance Capacity - large": "48"}`."""
    own = {
        "Product Family": "Dedicated Host",
        "Tenancy": "Host",
        "vCPU": "",
        "Memory": "",
        "Operating System": "NA",
        "usageType": f"HostUsage:{family}",
    }
    return on_demand(price, family, **(own | columns))


def price_list(rows, *, published="2026-11-20T18:03:05Z", offer="AmazonEC2", columns=COLUMNS):
    """The rows as CSV, below five rows of metadata and the one of column names."""
    return _csv(rows, columns, published, offer)


def plan_list(rows, *, published="2026-11-20T18:03:05Z", columns=PLAN_COLUMNS):
    return _csv(rows, columns, published, "AmazonComputeSavingsPlan")


def _csv(rows, columns, published, offer):
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(metadata(published, offer))
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue().encode()


def metadata(published, offer):
    return [
        ("FormatVersion", "v1.0"),
        ("Disclaimer", DISCLAIMER),
        ("Publication Date", published),
        ("Version", "20261120180305"),
        ("OfferCode", offer),
    ]


def plan_rate(rate, *, kind="Compute", years=1, payment="No Upfront", name="m5.large", os="Linux", **columns):
    """What an hour of a type costs under a plan."""
    family = name.split(".")[0]
    sku = code(f"{kind}{years}{payment}{family if kind == 'EC2Instance' else ''}", 16)
    discounted = code(f"{name}{os}", 16)
    usage = f"ComputeSP:{years}yr{payment.replace(' ', '')}"
    return {
        "SKU": sku,
        "RateCode": f"{sku}.{discounted}",
        "Unit": "Hrs",
        "EffectiveDate": "2026-11-01T00:00:00Z",
        "DiscountedRate": rate,
        "Currency": "USD",
        "DiscountedSKU": discounted,
        "DiscountedServiceCode": "AmazonEC2",
        "DiscountedUsageType": f"BoxUsage:{name}",
        "DiscountedOperation": OPERATIONS[os],
        "PurchaseOption": payment,
        "LeaseContractLength": f"{years}",
        "LeaseContractLengthUnit": "year",
        "ServiceCode": "ComputeSavingsPlans",
        "UsageType": usage if kind == "Compute" else f"EC2SP:{family}.{years}yr{payment.replace(' ', '')}",
        "Description": f"{years} year {payment} {kind} Savings Plan",
        "Instance Family": family if kind == "EC2Instance" else "",
        "Location": "Any" if kind == "Compute" else LOCATIONS["us-east-1"],
        "Location Type": "AWS Region",
        "Granularity": "hourly",
        "Product Family": f"{kind}SavingsPlans",
        "DiscountedRegionCode": "us-east-1",
        "DiscountedInstanceType": name,
    } | columns


# The same in JSON


def price_tree(rows, *, published="2026-11-20T18:03:05Z", offer="AmazonEC2"):
    products, terms = {}, defaultdict(lambda: defaultdict(dict))
    for row in rows:
        sku = row["SKU"]
        attributes = {camel(name): row[name] for name in COLUMNS if row.get(name) and name not in PRICE_COLUMNS}
        products[sku] = {"sku": sku, "productFamily": row["Product Family"], "attributes": attributes}
        term = terms[row["TermType"]][sku].setdefault(
            f"{sku}.{row['OfferTermCode']}",
            {
                "offerTermCode": row["OfferTermCode"],
                "sku": sku,
                "effectiveDate": "2026-11-01T00:00:00Z",
                "priceDimensions": {},
                "termAttributes": {key: row[key] for key in list(TERM_COLUMNS)[1:] if key in row},
            },
        )
        dimension = {"rateCode": row["RateCode"], "description": row["PriceDescription"], "unit": row["Unit"]}
        price = {"pricePerUnit": {row["Currency"]: row["PricePerUnit"]}, "appliesTo": []}
        # A JSON object cannot say one key twice, so a row that is doubled gets a rate code of its own.
        number = len(term["priceDimensions"])
        term["priceDimensions"][f"{row['RateCode']}-{number}"] = dimension | price
    head = {"formatVersion": "v1.0", "disclaimer": DISCLAIMER, "offerCode": offer, "version": "20261120180305"}
    return json.dumps({**head, "publicationDate": published, "products": products, "terms": terms}, indent=2).encode()


def plan_tree(rows, *, published="2026-11-20T18:03:05Z", region="us-east-1"):
    products, plans = {}, {}
    for row in rows:
        attributes = {"purchaseOption": row["PurchaseOption"], "purchaseTerm": f"{row['LeaseContractLength']}yr"}
        products[row["SKU"]] = {
            "sku": row["SKU"],
            "productFamily": row["Product Family"],
            "serviceCode": "ComputeSavingsPlans",
            "usageType": row["UsageType"],
            "operation": "",
            "attributes": {**attributes, "granularity": "hourly", "location": row["Location"]},
        }
        plan = plans.setdefault(
            row["SKU"],
            {
                "sku": row["SKU"],
                "description": row["Description"],
                "effectiveDate": row["EffectiveDate"],
                "leaseContractLength": {"duration": int(row["LeaseContractLength"]), "unit": "year"},
                "rates": [],
            },
        )
        discounted = {
            name[0].lower() + name[1:].replace("SKU", "Sku"): row[name] for name in row if name[:10] == "Discounted"
        }
        price = {"price": row["DiscountedRate"], "currency": row["Currency"]}
        plan["rates"].append({**discounted, "rateCode": row["RateCode"], "unit": row["Unit"], "discountedRate": price})
    head = {"version": "20261120180305", "publicationDate": published, "regionCode": region}
    tree = {**head, "products": list(products.values()), "terms": {"savingsPlan": list(plans.values())}}
    return json.dumps(tree, indent=2).encode()


def advisor(saving=61, band=0, name="m5.large", regions=("us-east-1",)):
    """The file of the Spot Instance advisor."""
    labels = ["<5%", "5-10%", "10-15%", "15-20%", ">20%"]
    data = {
        "instance_types": {name: {"cores": 2, "ram_gb": 8.0, "emr": True}},
        "ranges": [{"index": at, "label": label, "dots": at, "max": 5 * at} for at, label in enumerate(labels)],
        "spot_advisor": {
            code: {"Linux": {name: {"s": saving, "r": band}}, "Windows": {name: {"s": 40, "r": 4}}} for code in regions
        },
    }
    return json.dumps(data).encode()


def camel(name):
    """“Pre Installed S/W” is preInstalledSw; names that JSON writes otherwise are told apart by their letters alone."""
    words = "".join(letter if letter.isalnum() else " " for letter in name.replace("/", "")).split()
    return words[0].lower() + "".join(word.capitalize() for word in words[1:])


def code(text, length):
    """Looks like a SKU."""
    return sha256(text.encode()).hexdigest()[:length].upper()


M5_TERMS = [
    ("standard", 1, "No Upfront", None, "0.0600000000"),
    ("standard", 1, "Partial Upfront", "252", "0.0290000000"),
    ("standard", 1, "All Upfront", "494", "0.0000000000"),
    ("standard", 3, "No Upfront", None, "0.0410000000"),
    ("standard", 3, "Partial Upfront", "505", "0.0190000000"),
    ("standard", 3, "All Upfront", "949", "0.0000000000"),
    ("convertible", 1, "No Upfront", None, "0.0710000000"),
    ("convertible", 3, "All Upfront", "1163", None),
]
"""Reserved prices of m5.large in N. Virginia, as the golden test of purchase options has them."""


def m5_rows():
    """A file that is right: three sizes, four operating systems, terms, a host."""
    rows = []
    for size, count in (("large", 1), ("xlarge", 2), ("2xlarge", 4)):
        fields = {"vcpus": 2 * count, "memory": f"{8 * count} GiB"}
        rows += [
            on_demand(f"{0.096 * count:.10f}", f"m5.{size}", **fields),
            on_demand(f"{0.096 * count + 0.092 * count:.10f}", f"m5.{size}", "Windows", **fields),
            on_demand(f"{0.096 * count + 0.0288 * count:.10f}", f"m5.{size}", "RHEL", **fields),
            on_demand(f"{0.096 * count + 0.05625 * count:.10f}", f"m5.{size}", "SUSE", **fields),
        ]
    for kind, years, payment, upfront, hourly in M5_TERMS:
        rows += reserved(kind, years, payment, upfront=upfront, hourly=hourly)
    capacities = {
        "Instance Capacity - large": "48",
        "Instance Capacity - xlarge": "24",
        "Instance Capacity - metal": "",
    }
    return [*rows, host("5.0690000000", **capacities)]


def noise_rows():
    """Rows of the same types that are no price of an instance, each for a reason of its own."""
    return [
        on_demand("0.1060000000", Tenancy="Dedicated", usageType="DedicatedUsage:m5.large"),
        on_demand("0.0000000000", Tenancy="Host", usageType="HostBoxUsage:m5.large"),
        on_demand("0.0000000000", CapacityStatus="AllocatedCapacityReservation", usageType="Reservation:m5.large"),
        on_demand("0.0960000000", CapacityStatus="UnusedCapacityReservation", usageType="UnusedBox:m5.large"),
        on_demand("0.5760000000", **{"Pre Installed S/W": "SQL Std", "operation": "RunInstances:0004"}),
        on_demand("0.0960000000", os="Windows", **{"License Model": "Bring your own license"}),
        on_demand("0.0100000000", MarketOption="CapacityBlock"),
        on_demand("0.1150000000", **{"Location Type": "AWS Local Zone", "Region Code": "us-east-1-bos-1"}),
        on_demand("0.1320000000", os="Red Hat Enterprise Linux with HA", operation="RunInstances:1010"),
        on_demand("0.0980000000", os="Ubuntu Pro"),
        on_demand("0.0000000000", ClassicNetworkingSupport="true"),
        on_demand("0.6900000000", Currency="CNY", ClassicNetworkingSupport="false"),
        on_demand("0.0000000000", **{"Product Family": "Dedicated Host", "usageType": "ReservedHostUsage:m5"}),
        on_demand("0.0500000000", **{"Product Family": "Storage", "usageType": "EBS:VolumeUsage.gp3", "Unit": "GB-Mo"}),
        on_demand("0.0500000000", **{"Product Family": "CPU Credits", "usageType": "CPUCredits:t3"}),
        on_demand("0.0960000000", Unit="Quantity", VPCNetworkingSupport="true"),
        *reserved("standard", 1, "Heavy Utilization", hourly="0.0500000000"),
        *reserved("standard", 1, "No Upfront", hourly="0.0700000000", **{"Tenancy": "Dedicated"}),
    ]
