using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using NetworkGen.Generators.Analyzers.CallSites;

namespace NetworkGen.Generators.Analyzers;

/// <summary>
/// Looks at calls of networks, and warns exactly where the runtime would throw: where a buffer's length is known and wrong. What isn't known is
/// silent. A network is built when a call first asks for it, once per compilation.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CallSiteAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticDescriptors.OfCalls;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(WellKnownNames.Namespace + "." + WellKnownNames.LayerAttribute) is not null)
            {
                var networks = new KnownNetworks(start.Compilation);
                start.RegisterOperationAction(call => AnalyzeCall((IInvocationOperation)call.Operation, new CallSite(call, networks)), OperationKind.Invocation);
                start.RegisterOperationAction(call => AnalyzeCreation((IObjectCreationOperation)call.Operation, new CallSite(call, networks)), OperationKind.ObjectCreation);
            }
        });
    }

    private static void AnalyzeCall(IInvocationOperation call, CallSite site)
    {
        INamedTypeSymbol type = call.TargetMethod.ContainingType;
        switch (call.TargetMethod.Name)
        {
            case "Forward" or "Backward" when type.Is(WellKnownNames.TrainingPass):
                TrainingPassCheck.Check(call, site);
                break;

            case "Forward":
                ForwardCheck.Check(call, site);
                TensorCheck.Check(call, site);
                break;

            case "CopyFrom" when type.Is(WellKnownNames.Parameter):
                ParameterCheck.CheckTensor(call, site);
                break;

            case "CopyFrom" when type.Is(WellKnownNames.ParameterSet):
                ParameterCheck.CheckAll(call, site);
                break;

            case "Step" when type.Is(WellKnownNames.Optimizer):
                ParameterCheck.CheckStep(call, site);
                break;
        }
    }

    private static void AnalyzeCreation(IObjectCreationOperation creation, CallSite site)
    {
        if (creation.Type is INamedTypeSymbol type && type.Is(WellKnownNames.Trainer))
        {
            TrainerCheck.Check(creation, site);
        }
    }
}
